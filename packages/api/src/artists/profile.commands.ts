import type { DB } from "@coulisses/database/tables";
import { sql, type Transaction } from "kysely";
import { type Change, isUnchanged, type Unchanged } from "../kit/change.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { invalidInput, notFound, refuseStale } from "../kit/errors.ts";
import type { InputIssue } from "../kit/issue.ts";
import { compareText } from "../kit/text.ts";
import { lock } from "../planning/locks.ts";
import { findProfile } from "./profile.queries.ts";
import type { Profile, ProfileUpdate } from "./profile.schema.ts";
import { employedAfter, employmentFault } from "./profile.rules.ts";

/**
 * Updates the given keys of a profile.
 *
 * @throws DomainError `not_found`, `stale`, `invalid_input` if a skill is unknown, given twice, or has an
 *   expiry date though it does not expire, or if what is said of the employment contradicts itself
 */
export async function updateProfile(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { artist_id, expected_version, skills, ...given }: ProfileUpdate,
): Promise<Change<Profile> | Unchanged<Profile>> {
  await lock(trx, organisation, { artists: [artist_id] });
  const before = await requireProfile(trx, organisation, artist_id);
  refuseStale(before, expected_version);
  const { birth_date } = given;
  const employed = employedAfter(before, given);
  const fault = employmentFault(given, employed);
  if (fault !== undefined) throw invalidInput([fault]);
  const update = { ...given, ...employed, birth_date: birth_date && birth_date.toString() };
  const asked = skills && byCode(skills.map(asKept));
  const known = { ...before, skills: byCode(before.skills) };
  if (isUnchanged(known, { ...update, skills: asked })) return { answer: before };
  const { contract_time, ...columns } = update;
  const contract = {
    contract_minutes: contract_time?.minutes ?? null,
    contract_per: contract_time?.per ?? null,
  };
  await trx
    .updateTable("artists")
    .set({ ...columns, ...contract, profile_version: before.version + 1 })
    .where("organisation_id", "=", organisation)
    .where("id", "=", artist_id)
    .execute();
  if (skills !== undefined) await replaceSkills(trx, organisation, { artist_id, skills });
  const after = await requireProfile(trx, organisation, artist_id);
  return {
    answer: after,
    noun: "artist",
    id: artist_id,
    values: [{ artist_id, before, after }],
  };
}

async function requireProfile(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  artistId: string,
): Promise<Profile> {
  const profile = await findProfile(trx, organisation, artistId);
  if (profile === undefined) throw notFound("artist", artistId);
  return profile;
}

type Skills = NonNullable<ProfileUpdate["skills"]>;

/** A skill as the profile answers it. */
function asKept({ code, level, expires_on }: Skills[number]): Profile["skills"][number] {
  return { code, level, expires_on: expires_on?.toString() ?? null };
}

function byCode(skills: Profile["skills"]): Profile["skills"] {
  return skills.toSorted((a, b) => compareText(a.code, b.code));
}

async function replaceSkills(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { artist_id, skills }: { artist_id: string; skills: Skills },
): Promise<void> {
  await refuseInvalidSkills(trx, organisation, skills);
  await trx
    .deleteFrom("artist_skills")
    .where("organisation_id", "=", organisation)
    .where("artist_id", "=", artist_id)
    .execute();
  await sql`
    insert into artist_skills (organisation_id, artist_id, code, level, expires_on)
    select ${organisation}, ${artist_id}, skill.code, skill.level, skill.expires_on
    from unnest(
      ${skills.map(({ code }) => code)}::text[],
      ${skills.map(({ level }) => level)}::smallint[],
      ${skills.map(({ expires_on }) => expires_on?.toString() ?? null)}::date[]
    ) as skill (code, level, expires_on)
  `.execute(trx);
}

async function refuseInvalidSkills(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  skills: Skills,
): Promise<void> {
  const { rows } = await sql<{ code: string; expires: boolean }>`
    select code, expires from skills
    where organisation_id = ${organisation}
      and code = any(${skills.map(({ code }) => code)}::text[])
    for key share
  `.execute(trx);
  const expires = new Map(rows.map((row) => [row.code, row.expires]));
  const issues = skills.flatMap(({ code, expires_on }, i): InputIssue[] => {
    const isRepeated = skills.findIndex((other) => other.code === code) < i;
    if (isRepeated) return [{ path: ["skills", i, "code"], issue: "listed_already" }];
    if (!expires.has(code)) return [{ path: ["skills", i, "code"], issue: "unknown_skill" }];
    return expires_on && !expires.get(code)
      ? [{ path: ["skills", i, "expires_on"], issue: "skill_never_expires" }]
      : [];
  });
  if (issues.length > 0) throw invalidInput(issues);
}
