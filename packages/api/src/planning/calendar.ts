import { type Candidate, findingsOfPerson } from "@coulisses/planning";
import type { AuthorizedContext } from "../kit/context.ts";
import { invalidInput } from "../kit/errors.ts";
import { Room } from "../kit/room.ts";
import { mapInTurns } from "../kit/turns.ts";
import { loadCalendar } from "./calendar.queries.ts";
import {
  type Calendar,
  type CalendarPerson,
  type CalendarQuery,
  mostEngaged,
  mostShown,
  type Shown,
} from "./calendar.schema.ts";
import type { Engagement } from "./engagements.schema.ts";
import { withMessages } from "./finding-messages.ts";
import { busyOf } from "./outside-work.rules.ts";

/**
 * Shows what is planned within a time, who is on it, and what is wrong with it.
 *
 * @throws DomainError `invalid_input` when it is too much for one answer
 */
export async function showCalendar(
  { db, organisation, most_bytes }: AuthorizedContext,
  query: CalendarQuery,
): Promise<Calendar> {
  const room = new Room(most_bytes, "less_time_or_filters");
  const shown = await loadCalendar(db, organisation.id, { ...query, room });
  if (shown !== "too many") return calendarOf(shown, await judgePeople(shown, room));
  const params = { shown: mostShown, engaged: mostEngaged };
  throw invalidInput([{ path: ["to"], issue: "too_much_shown", params }]);
}

/**
 * The people of a calendar, with the findings on their engagements.
 *
 * @throws DomainError `invalid_input` when there is no room for them in the answer
 */
export function judgePeople(shown: Shown, room: Room): Promise<CalendarPerson[]> {
  const byArtist = Map.groupBy(shown.engagements, ({ artist_id }) => artist_id);
  return mapInTurns(Object.values(shown.world.candidates), (candidate) => {
    const person = personIn(candidate, byArtist.get(candidate.id) ?? [], shown);
    // All else of them was counted when it was read.
    room.takeFor({ busy: person.busy, findings: person.findings });
    return person;
  });
}

/** A calendar of what was read for it. */
export function calendarOf(
  { missions, engagements }: Pick<Shown, "missions" | "engagements">,
  people: CalendarPerson[],
): Calendar {
  return {
    missions: missions.map(({ mission, coverage: { mission_id: _id, ...coverage } }) => ({
      ...mission,
      coverage,
    })),
    engagements,
    people,
  };
}

/** A person as a calendar shows them, with what is wrong with their engagements among those shown. */
function personIn(
  candidate: Candidate,
  engagements: Engagement[],
  { world, asked }: Pick<Shown, "world" | "asked">,
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
