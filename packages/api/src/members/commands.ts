import type { DB } from "@coulisses/database/tables";
import type { Transaction } from "kysely";
import type { Change } from "../kit/change.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError } from "../kit/errors.ts";

/**
 * Adds an account as administrator of an organisation.
 *
 * @throws DomainError `not_found` if no account has this address, `already_exists` if it is a member
 *   already
 */
export async function addAdministrator(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  email: string,
): Promise<Change<void>> {
  const user = await trx
    .selectFrom("users")
    .select("id")
    .where("email", "=", email.toLowerCase())
    .executeTakeFirst();
  if (user === undefined)
    throw new DomainError("not_found", { reason: "address_not_found", params: { email } });
  const member = await trx
    .insertInto("members")
    .values({
      organisation_id: organisation,
      id: crypto.randomUUID(),
      user_id: user.id,
      role: "admin",
    })
    .onConflict((conflict) => conflict.columns(["organisation_id", "user_id"]).doNothing())
    .returning(["id", "user_id", "role", "artist_id"])
    .executeTakeFirst();
  if (member === undefined)
    throw new DomainError("already_exists", { reason: "member_already", params: { email } });
  const { id, ...after } = member;
  const values = [{ artist_id: null, before: null, after }];
  return { answer: undefined, noun: "member", id, values };
}
