import type { Room } from "../kit/room.ts";
import { mapInTurns } from "../kit/turns.ts";
import { personIn } from "./calendar.rules.ts";
import type { CalendarPerson, Shown } from "./calendar.schema.ts";

/**
 * The people whom a calendar shows, with what is wrong with their engagements.
 *
 * @throws DomainError `invalid_input` when there is no room for them in the answer
 */
export function judgePeople(shown: Shown, room: Room): Promise<CalendarPerson[]> {
  const byArtist = Map.groupBy(shown.engagements, ({ artist_id }) => artist_id);
  return mapInTurns(shown.world.candidates.values(), (candidate) => {
    const person = personIn(candidate, byArtist.get(candidate.id) ?? [], shown);
    // All else of them was counted when it was read.
    room.takeFor({ busy: person.busy, findings: person.findings });
    return person;
  });
}
