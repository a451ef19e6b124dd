import type { DB } from "@coulisses/database/tables";
import type { Kysely } from "kysely";

declare const authorized: unique symbol;

/**
 * The id of an organisation in which the caller may act. Every query and command takes one, and
 * only `defaultOrganisation` makes one: a bare string from a request does not type-check.
 */
export type AuthorizedOrganisationId = string & { readonly [authorized]: true };

export interface Organisation {
  id: AuthorizedOrganisationId;
  /** IANA name of the zone in which wall-clock times are read, such as `Europe/Paris`. */
  time_zone: string;
}

/** What every procedure gets. */
export interface Context {
  db: Kysely<DB>;
  organisation: Organisation;
  service: { name: string; environment: string };
}

const defaultOrganisationId = "00000000-0000-4000-8000-000000000001";

/**
 * The organisation in which every caller acts until sign-in exists.
 *
 * @param timeZone moves the organisation to this zone; what is stored stays as it is, for it is
 *   wall-clock time
 */
export async function defaultOrganisation(
  db: Kysely<DB>,
  timeZone?: string,
): Promise<Organisation> {
  if (timeZone !== undefined)
    await db
      .updateTable("organisations")
      .set({ time_zone: timeZone })
      .where("id", "=", defaultOrganisationId)
      .execute();
  const { id, time_zone } = await db
    .selectFrom("organisations")
    .select(["id", "time_zone"])
    .where("id", "=", defaultOrganisationId)
    .executeTakeFirstOrThrow();
  if (!isAuthorized(id)) throw new Error("The default organisation has another id");
  return { id, time_zone };
}

/** The one place that vouches for an id. */
function isAuthorized(id: string): id is AuthorizedOrganisationId {
  return id === defaultOrganisationId;
}
