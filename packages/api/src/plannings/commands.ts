import type { DB } from "@coulisses/database/tables";
import { type RawBuilder, sql, type Transaction } from "kysely";
import { readSlots } from "../artists/rules.ts";
import { mostAvailabilities } from "../artists/schema.ts";
import type { AuthorizedOrganisationId, Organisation } from "../kit/context.ts";
import { DomainError, invalidInput } from "../kit/errors.ts";
import type { Issue } from "../kit/wire.ts";
import { type Candidate, type Choice, chooseSlots } from "./rules.ts";
import type { Planning, PlanningCreate } from "./schema.ts";

/**
 * Makes a planning: each artist is created, or renamed, and gets their missing availabilities; the
 * slot chosen for each is stored. Four statements, however many artists.
 *
 * @throws DomainError `no_availability` when an artist has no availability that starts that day,
 *   `invalid_input` when a slot ends before it starts or an artist would have too many
 */
export async function createPlanning(
  trx: Transaction<DB>,
  organisation: Organisation,
  { event_date, artists }: PlanningCreate,
): Promise<Planning> {
  const candidates = readCandidates(artists, organisation.time_zone);
  const outcome = chooseSlots(candidates, event_date);
  if ("unavailable" in outcome)
    throw new DomainError(
      "no_availability",
      `Artist '${outcome.unavailable.name}' has no availability for ${event_date.toString()}`,
    );
  await saveArtists(trx, organisation.id, candidates);
  await addAvailabilities(trx, organisation.id, candidates);
  const planning = { id: crypto.randomUUID(), event_date: event_date.toString() };
  await trx
    .insertInto("plannings")
    .values({ organisation_id: organisation.id, ...planning })
    .execute();
  await saveAssignments(trx, organisation.id, { planning_id: planning.id, ...outcome });
  return {
    planning_id: planning.id,
    event_date: planning.event_date,
    assignments: outcome.choices,
  };
}

function readCandidates(artists: PlanningCreate["artists"], zone: string): Candidate[] {
  const wrong: Issue[] = [];
  const candidates = artists.map(({ id = crypto.randomUUID(), name, availabilities }, position) => {
    const { slots, issues } = readSlots(availabilities, zone);
    for (const { path, message } of issues)
      wrong.push({ path: ["artists", position, "availabilities", ...path], message });
    return { id, name, slots };
  });
  if (wrong.length > 0) throw invalidInput(wrong);
  return candidates;
}

/**
 * Creates the artists who are new and renames those whose name differs. Rows are locked in the
 * order of their ids, also where nothing changes, so that plannings which share artists wait for
 * each other and never in a circle.
 */
async function saveArtists(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  candidates: Candidate[],
): Promise<void> {
  const ids = candidates.map(({ id }) => id);
  const names = candidates.map(({ name }) => name);
  await sql`
    insert into artists (organisation_id, id, name)
    select ${organisation}, artist.id, artist.name
    from unnest(${ids}::uuid[], ${names}::text[]) as artist (id, name)
    order by artist.id
    on conflict (organisation_id, id) do update
      set name = excluded.name
      where artists.name <> excluded.name
  `.execute(trx);
}

/** Adds the availabilities that are missing, and refuses an artist who would then have too many. */
async function addAvailabilities(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  candidates: Candidate[],
): Promise<void> {
  const sent = candidates.flatMap(({ id, slots }) =>
    slots.map((slot) => ({ artist_id: id, slot })),
  );
  // To look first is faster than to run into conflicts, and safe, for the artists are locked. The
  // statement counts what was there before it; only artists who get something are counted.
  const { rows } = await sql<{ artist_id: string }>`
    with added as (
      insert into availabilities (organisation_id, artist_id, start, "end")
      select ${organisation}, slot.artist_id, slot.start, slot.end
      from ${unnested(sent)} as slot (artist_id, start, "end")
      where not exists (
        select from availabilities as known
        where known.organisation_id = ${organisation} and known.artist_id = slot.artist_id
          and known.start = slot.start and known."end" = slot."end"
      )
      on conflict do nothing
      returning artist_id
    )
    select artist_id from added group by artist_id
    having count(*) + (
      select count(*) from availabilities
      where organisation_id = ${organisation} and artist_id = added.artist_id
    ) > ${mostAvailabilities}
  `.execute(trx);
  const tooMany = candidates.flatMap(({ id }, position) =>
    rows.some(({ artist_id }) => artist_id === id)
      ? [
          {
            path: ["artists", position, "availabilities"],
            message: `Artist ${id} would have more than ${mostAvailabilities} availabilities`,
          },
        ]
      : [],
  );
  if (tooMany.length > 0) throw invalidInput(tooMany);
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

/** Slots as rows of SQL: artist, start, end. */
function unnested(choices: Choice[]): RawBuilder<unknown> {
  const ids = choices.map(({ artist_id }) => artist_id);
  const starts = choices.map(({ slot }) => slot.start);
  const ends = choices.map(({ slot }) => slot.end);
  return sql`unnest(${ids}::uuid[], ${starts}::timestamp[], ${ends}::timestamp[])`;
}
