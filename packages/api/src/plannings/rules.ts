import type { Slot } from "../artists/rules.ts";
import { compareText } from "../kit/text.ts";

/** An artist of a new planning, with availabilities by start, then end. */
export interface Candidate {
  id: string;
  name: string;
  slots: Slot[];
}

export interface Choice {
  artist_id: string;
  slot: Slot;
}

/**
 * Chooses for each artist the earliest availability that starts on the day of the event, or returns the
 * first artist who has none.
 *
 * @returns the choices by start of the slot, then artist id
 */
export function chooseSlots(
  candidates: Candidate[],
  day: Temporal.PlainDate,
): { choices: Choice[] } | { unavailable: Candidate } {
  const onDay = `${day.toString()}T`;
  const choices: Choice[] = [];
  for (const candidate of candidates) {
    const slot = candidate.slots.find(({ start }) => start.startsWith(onDay));
    if (slot === undefined) return { unavailable: candidate };
    choices.push({ artist_id: candidate.id, slot });
  }
  return { choices: choices.toSorted(compareChoices) };
}

function compareChoices(a: Choice, b: Choice): number {
  return compareText(a.slot.start, b.slot.start) || compareText(a.artist_id, b.artist_id);
}
