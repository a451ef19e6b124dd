import type { DB } from "@coulisses/database/tables";
import { type RawBuilder, sql, type Transaction } from "kysely";
import { readSlots, type Slot } from "../artists/rules.ts";
import { mostAvailabilities } from "../artists/schema.ts";
import type { Change, RecordedValues } from "../kit/change.ts";
import { type AuthorizedOrganisationId, readZone } from "../kit/context.ts";
import { DomainError, invalidInput } from "../kit/errors.ts";
import { type InputIssue, within } from "../kit/issue.ts";
import { type Locked, lockOrSave } from "../planning/locks.ts";
import { type Candidate, type Choice, chooseSlots } from "./rules.ts";
import type { Planning, PlanningCreate } from "./schema.ts";

/**
 * Creates a planning: creates or renames each artist, adds their missing availabilities, and stores the
 * slot chosen for each. The number of statements does not depend on the number of artists.
 *
 * @throws DomainError `no_availability` if an artist has no availability that starts that day;
 *   `invalid_input` if an artist is repeated, would have too many slots, or a slot ends before it starts
 */
export async function createPlanning(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { event_date, artists }: PlanningCreate,
): Promise<Change<Planning>> {
  const candidates = readCandidates(artists, await readZone(trx, organisation));
  const outcome = chooseSlots(candidates, event_date);
  if ("unavailable" in outcome)
    throw new DomainError("no_availability", {
      reason: "no_availability",
      params: { name: outcome.unavailable.name, date: event_date.toString() },
    });
  const names = await readNames(trx, organisation, candidates);
  const { locked, saved } = await lockOrSave(trx, organisation, candidates);
  const added = await addAvailabilities(locked, candidates);
  const id = crypto.randomUUID();
  const planning = { event_date: event_date.toString(), assignments: outcome.choices };
  await trx
    .insertInto("plannings")
    .values({ organisation_id: organisation, id, event_date: planning.event_date })
    .execute();
  await saveAssignments(trx, organisation, { planning_id: id, ...outcome });
  return {
    answer: { planning_id: id, ...planning },
    noun: "planning",
    id,
    values: [
      { artist_id: null, before: null, after: planning },
      ...artistValues(candidates, new Map(saved.map((of) => [of, names.get(of) ?? null])), added),
    ],
  };
}

/** The values for the audit log, of the artists who were created, renamed or got slots. */
function artistValues(
  candidates: Candidate[],
  saved: Map<string, string | null>,
  added: Map<string, Slot[]>,
): RecordedValues[] {
  return candidates.flatMap(({ id: artist_id, name }) => {
    const nameBefore = saved.get(artist_id);
    const availabilities_added = added.get(artist_id);
    if (nameBefore === undefined && availabilities_added === undefined) return [];
    return {
      artist_id,
      before: nameBefore === null ? null : { name: nameBefore ?? name },
      after: { name, ...(availabilities_added && { availabilities_added }) },
    };
  });
}

function readCandidates(artists: PlanningCreate["artists"], zone: string): Candidate[] {
  const wrong: InputIssue[] = [];
  const seen = new Set<string>();
  const candidates = artists.map(({ id = crypto.randomUUID(), name, availabilities }, position) => {
    if (seen.has(id))
      wrong.push({ path: ["artists", position, "id"], issue: "artist_twice", params: { id } });
    seen.add(id);
    const { slots, issues } = readSlots(availabilities, zone);
    wrong.push(...within(["artists", position, "availabilities"], issues));
    return { id, name, slots };
  });
  if (wrong.length > 0) throw invalidInput(wrong);
  return candidates;
}

/** Names of artists by id. Two concurrent renames of one artist both read the same name. */
async function readNames(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  candidates: Candidate[],
): Promise<Map<string, string>> {
  const ids = candidates.map(({ id }) => id);
  const artists = await trx
    .selectFrom("artists")
    .select(["id", "name"])
    .where("organisation_id", "=", organisation)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute();
  return new Map(artists.map(({ id, name }) => [id, name]));
}

/**
 * Adds the missing availabilities, and refuses an artist who would then have too many.
 *
 * @returns the added availabilities by artist
 */
async function addAvailabilities(
  locked: Locked,
  candidates: Candidate[],
): Promise<Map<string, Slot[]>> {
  const { trx, organisation } = locked;
  const sent = candidates.flatMap(({ id, slots }) =>
    slots.map((slot) => ({ artist_id: id, slot })),
  );
  // Looking first is faster than conflicts, and safe, because the artists are locked.
  const { rows } = await sql<Slot & { artist_id: string }>`
    insert into availabilities (organisation_id, artist_id, start, "end")
    select ${organisation}, slot.artist_id, slot.start, slot.end
    from ${unnested(sent)} as slot (artist_id, start, "end")
    where not exists (
      select from availabilities as known
      where known.organisation_id = ${organisation} and known.artist_id = slot.artist_id
        and known.start = slot.start and known."end" = slot."end"
    )
    order by slot.artist_id, slot.start, slot."end"
    on conflict do nothing
    returning artist_id, start, "end"
  `.execute(trx);
  const added = Map.groupBy(rows, ({ artist_id }) => artist_id);
  const counts = await countAvailabilities(locked, [...added.keys()]);
  const tooMany = candidates.flatMap(({ id }, position) =>
    (counts.get(id) ?? 0) > mostAvailabilities
      ? [
          {
            path: ["artists", position, "availabilities"],
            issue: "too_many_availabilities",
            params: { id, most: mostAvailabilities },
          } as const,
        ]
      : [],
  );
  if (tooMany.length > 0) throw invalidInput(tooMany);
  return new Map(
    [...added].map(([artist, slots]) => [artist, slots.map(({ start, end }) => ({ start, end }))]),
  );
}

async function countAvailabilities(
  { trx, organisation }: Locked,
  artists: string[],
): Promise<Map<string, number>> {
  if (artists.length === 0) return new Map();
  const { rows } = await sql<{ artist_id: string; count: number }>`
    select artist_id, count(*)::integer as count from availabilities
    where organisation_id = ${organisation} and artist_id = any(${artists}::uuid[])
    group by artist_id
  `.execute(trx);
  return new Map(rows.map(({ artist_id, count }) => [artist_id, count]));
}

async function saveAssignments(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { planning_id, choices }: { planning_id: string; choices: Choice[] },
): Promise<void> {
  await sql`
    insert into assignments (organisation_id, planning_id, artist_id, start, "end")
    select ${organisation}, ${planning_id}, choice.artist_id, choice.start, choice.end
    from ${unnested(choices)} as choice (artist_id, start, "end")
  `.execute(trx);
}

/** The choices as SQL rows: artist, start, end. */
function unnested(choices: Choice[]): RawBuilder<unknown> {
  const ids = choices.map(({ artist_id }) => artist_id);
  const starts = choices.map(({ slot }) => slot.start);
  const ends = choices.map(({ slot }) => slot.end);
  return sql`unnest(${ids}::uuid[], ${starts}::timestamp[], ${ends}::timestamp[])`;
}
