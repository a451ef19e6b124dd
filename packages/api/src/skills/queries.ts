import type { DB } from "@coulisses/database/tables";
import { type Kysely, sql } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { pageOf } from "../kit/wire.ts";
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
  { family, limit, cursor }: SkillList,
): Promise<SkillPage> {
  let query = skills(db, organisation)
    .orderBy("family")
    .orderBy("label")
    .orderBy("code")
    .limit(limit + 1);
  if (family !== undefined) query = query.where("family", "=", family);
  if (cursor !== undefined) {
    const [after, label, code] = cursor;
    query = query.where(sql<boolean>`(family, label, code) > (${after}, ${label}, ${code})`);
  }
  const rows = await query.execute();
  return pageOf(rows, limit, (row) => [row.family, row.label, row.code]);
}
