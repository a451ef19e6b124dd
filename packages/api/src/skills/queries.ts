import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { type Bounded, readPage } from "../kit/page.ts";
import type { Skill, SkillList, SkillPage } from "./schema.ts";

function skills(db: Kysely<DB>, organisation: AuthorizedOrganisationId) {
  return db
    .selectFrom("skills")
    .select(["code", "label", "family", "rome_code", "expires", "version"])
    .where("organisation_id", "=", organisation)
    .$narrowType<Pick<Skill, "family">>();
}

export function findSkill(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  code: string,
): Promise<Skill | undefined> {
  return skills(db, organisation).where("code", "=", code).executeTakeFirst();
}

/** A page of skills by family, then label. */
export async function listSkills(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { q, family, ...page }: Bounded<SkillList>,
): Promise<SkillPage> {
  let query = skills(db, organisation);
  if (family !== undefined) query = query.where("family", "=", family);
  if (q !== undefined)
    query = query.where(
      sql<boolean>`greatest(position(search_key(${q}) in search_key(label)),
        position(search_key(${q}) in search_key(code))) > 0`,
    );
  return readPage(db, query, { by: ["family", "label", "code"], ...page });
}
