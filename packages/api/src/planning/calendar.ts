import { type Candidate, findingsOfPerson } from "@coulisses/planning";
import type { AuthorizedContext } from "../kit/context.ts";
import { invalidInput } from "../kit/errors.ts";
import { Room } from "../kit/room.ts";
import { mapInTurns } from "../kit/turns.ts";
import { loadCalendar, type LoadedCalendar } from "./calendar.queries.ts";
import {
  type Calendar,
  type CalendarPerson,
  type CalendarQuery,
  mostEngaged,
  mostShown,
} from "./calendar.schema.ts";
import type { Engagement } from "./engagements.schema.ts";
import { withMessages } from "./finding-messages.ts";
import { busyOf } from "./outside-work.rules.ts";

/**
 * Shows the missions within a time, their engagements, and the findings on these.
 *
 * @throws DomainError `invalid_input` when it is too much for one answer
 */
export async function showCalendar(
  { db, organisation, most_bytes }: AuthorizedContext,
  query: CalendarQuery,
): Promise<Calendar> {
  const room = new Room(most_bytes, "less_time_or_filters");
  const loaded = await loadCalendar(db, organisation.id, { ...query, room });
  if (loaded !== "too many") return calendarOf(loaded, await judgePeople(loaded, room));
  const params = { shown: mostShown, engaged: mostEngaged };
  throw invalidInput([{ path: ["to"], issue: "too_much_shown", params }]);
}

/**
 * The people of a calendar, with the findings on their engagements.
 *
 * @throws DomainError `invalid_input` when they do not fit into the answer
 */
export function judgePeople(loaded: LoadedCalendar, room: Room): Promise<CalendarPerson[]> {
  const byArtist = Map.groupBy(loaded.engagements, ({ artist_id }) => artist_id);
  return mapInTurns(Object.values(loaded.world.candidates), (candidate) => {
    const person = personIn(candidate, byArtist.get(candidate.id) ?? [], loaded);
    // The rest of a person was counted when it was read.
    room.takeFor({ busy: person.busy, findings: person.findings });
    return person;
  });
}

/** Makes the answer from what was loaded. */
export function calendarOf(
  { missions, engagements, next_cursor }: Omit<LoadedCalendar, "world" | "asked">,
  people: CalendarPerson[],
): Calendar {
  return {
    missions: missions.map(({ mission, coverage: { mission_id: _id, ...coverage } }) => ({
      ...mission,
      coverage,
    })),
    engagements,
    people,
    ...(next_cursor !== undefined && { next_cursor }),
  };
}

/** A person as a calendar shows them, with the findings on their engagements in it. */
function personIn(
  candidate: Candidate,
  engagements: Engagement[],
  { world, asked }: Pick<LoadedCalendar, "world" | "asked">,
): CalendarPerson {
  const { id: artist_id, name, availabilities, planned } = candidate;
  const outside = world.rosters[artist_id]?.outside ?? [];
  const busy = [
    ...busyOf(outside, asked, world.time_zone).periods.map(
      (period) => ({ kind: "outside", ...period }) as const,
    ),
    ...busyOf(planned, asked, world.time_zone).periods.map(
      (period) => ({ kind: "planning", ...period }) as const,
    ),
  ];
  const placed = engagements.flatMap(({ id, status, position_id }) => {
    const position = world.positions[position_id];
    const isLive = status === "option" || status === "confirmed";
    return position !== undefined && isLive ? [{ id, status, position }] : [];
  });
  return {
    artist_id,
    name,
    availabilities: [...availabilities],
    busy: busy.toSorted((a, b) => Temporal.Instant.compare(a.starts_at, b.starts_at)),
    findings: withMessages(findingsOfPerson(candidate, placed, world)),
  };
}
