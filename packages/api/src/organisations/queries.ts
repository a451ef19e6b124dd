import type { DB } from "@coulisses/database/tables";
import type { Kysely } from "kysely";
import type { AuthorizedOrganisationId, Caller } from "../kit/context.ts";
import type { Organisation } from "./schema.ts";

/** The caller's organisation. */
export function readOrganisation(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
): Promise<Organisation> {
  return db
    .selectFrom("organisations")
    .select([
      "id",
      "name",
      "time_zone",
      "chosen_language as language",
      "settings_version as version",
    ])
    .where("id", "=", organisation)
    .$narrowType<Pick<Organisation, "language">>()
    .executeTakeFirstOrThrow();
}

/** The organisation that the migrations create. */
export const defaultOrganisation = "00000000-0000-4000-8000-000000000001";

/** An organisation, before authorisation; undefined if not found. */
export function findOrganisation(
  db: Kysely<DB>,
  id: string,
): Promise<Caller["organisation"] | undefined> {
  return organisations(db).where("id", "=", id).executeTakeFirst();
}

/** All organisations of the installation. */
export function listOrganisations(db: Kysely<DB>): Promise<Caller["organisation"][]> {
  return organisations(db).orderBy("id").execute();
}

function organisations(db: Kysely<DB>) {
  return db
    .selectFrom("organisations")
    .select(["id", "chosen_language as language"])
    .$narrowType<Pick<Organisation, "language">>();
}

/** Every caller of an installation without sign-in: the administrator of the default organisation. */
export async function findOpenCaller(db: Kysely<DB>): Promise<Caller> {
  const organisation = await findOrganisation(db, defaultOrganisation);
  if (organisation === undefined) throw new Error("The default organisation is gone");
  return {
    kind: "open",
    id: null,
    name: "Everybody",
    role: "admin",
    artist_id: null,
    organisation,
  };
}
