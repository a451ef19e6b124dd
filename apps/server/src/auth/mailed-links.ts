import { randomUUID } from "node:crypto";
import type { DB } from "@coulisses/database/tables";
import type { Language } from "@coulisses/messages";
import type { Transaction } from "kysely";
import { z } from "zod";
import type { BetterAuth } from "./better-auth.ts";
import { hashOfToken } from "./token-hash.ts";
import type { LinkKind } from "./mail.ts";

/** A link that is asked for. It is sent if the address is known or invited. */
export interface LinkRequest {
  kind: LinkKind;
  email: string;
  /** The name of the account, if the link makes one. */
  name?: string | undefined;
  /** Where the link leads in the end. */
  callbackURL?: string | undefined;
  /** The language of the request, and of the letter unless the organisation has chosen one. */
  language: Language;
}

/** The input that opens a mailed link. */
export interface Opening {
  token: string;
  /** The password to set, if the link is one to choose it. */
  password?: string | undefined;
  /** Shown to the person in the list of their sessions. */
  userAgent?: string | undefined;
}

/** Makes a link; better-auth calls back to have it sent. */
export async function requestLink(
  { api }: BetterAuth,
  { email, name, callbackURL, ...metadata }: LinkRequest,
): Promise<void> {
  await api.signInMagicLink({
    body: { email, metadata, ...(name && { name }), ...(callbackURL && { callbackURL }) },
    headers: new Headers(),
  });
}

const Kept = z
  .string()
  .transform((value): unknown => JSON.parse(value))
  .pipe(z.object({ email: z.string() }));

/** The address that a link was sent to; undefined if it was used or is too old. It stays unused. */
export async function findAddress(auth: BetterAuth, token: string): Promise<string | undefined> {
  const { internalAdapter } = await auth.$context;
  const kept = await internalAdapter.findVerificationValue(`magic-link:${hashOfToken(token)}`);
  if (kept === null || kept.expiresAt.getTime() <= Temporal.Now.instant().epochMilliseconds)
    return undefined;
  return Kept.parse(kept.value).email;
}

const SignedIn = z.object({ token: z.string(), user: z.object({ id: z.uuid() }) });

/**
 * Uses a link up: signs in the person whose address it was sent to.
 *
 * @returns the cookies of the session; undefined if the link was used, is too old, or was sent to
 *   somebody who is no longer invited
 */
export async function openLink(
  auth: BetterAuth,
  trx: Transaction<DB>,
  { token, password, userAgent }: Opening,
): Promise<string[] | undefined> {
  const response = await auth.api.magicLinkVerify({
    query: { token },
    headers: new Headers(userAgent === undefined ? {} : { "user-agent": userAgent }),
    asResponse: true,
  });
  // Refusals lead elsewhere, with an error in the query.
  if (response.status === 302) return undefined;
  const { token: session, user } = SignedIn.parse(await response.json());
  if (password !== undefined) {
    const context = await auth.$context;
    const hashed = await context.password.hash(password);
    await setPassword(trx, { user_id: user.id, session, hashed });
  }
  return response.headers.getSetCookie();
}

/** Sets a person's password, their first or another, and ends their other sessions. */
async function setPassword(
  trx: Transaction<DB>,
  { user_id, session, hashed }: { user_id: string; session: string; hashed: string },
): Promise<void> {
  await trx
    .insertInto("accounts")
    .values({
      id: randomUUID(),
      user_id,
      provider_id: "credential",
      account_id: user_id,
      password: hashed,
    })
    .onConflict((conflict) =>
      conflict.columns(["provider_id", "account_id"]).doUpdateSet({ password: hashed }),
    )
    .execute();
  await trx
    .deleteFrom("sessions")
    .where("user_id", "=", user_id)
    .where("token", "<>", session)
    .execute();
}
