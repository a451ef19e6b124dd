import type { CodedReason } from "@coulisses/messages";
import { z } from "zod";

/** Our refusals for better-auth's codes, as far as the routes that we serve use them. */
const reasons = new Map<string, CodedReason>([
  ["UNAUTHORIZED", { reason: "no_session" }],
  ["INVALID_EMAIL_OR_PASSWORD", { reason: "wrong_email_or_password" }],
  ["INVALID_PASSWORD", { reason: "wrong_password" }],
  ["CREDENTIAL_ACCOUNT_NOT_FOUND", { reason: "no_password" }],
  ["USER_IS_ALREADY_INVITED_TO_THIS_ORGANIZATION", { reason: "already_invited" }],
  ["USER_IS_ALREADY_A_MEMBER_OF_THIS_ORGANIZATION", { reason: "other_member_already" }],
  ["INVITATION_NOT_FOUND", { reason: "invitation_gone" }],
  ["INVITER_IS_NO_LONGER_A_MEMBER_OF_THE_ORGANIZATION", { reason: "inviter_gone" }],
  ["EMAIL_NOT_VERIFIED", { reason: "provider_unverified" }],
  ["NOT_INVITED", { reason: "not_invited" }],
]);

const Refusal = z
  .string()
  .transform((body): unknown => JSON.parse(body))
  .pipe(z.object({ code: z.string().default(""), message: z.string() }));

/** Why better-auth refuses something, given the body that it answers with. */
export function refusalIn(body: string): CodedReason {
  const refusal = Refusal.safeParse(body);
  if (!refusal.success) return { reason: "other_sign_in_refusal", params: { message: undefined } };
  const { code, message } = refusal.data;
  return reasons.get(code) ?? { reason: "other_sign_in_refusal", params: { message } };
}
