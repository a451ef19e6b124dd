import { inZone, type Issue } from "../kit/wire.ts";
import type { Availability, AvailabilityInput } from "./schema.ts";

/** An availability in wall-clock time of the organisation's zone, end after start. */
export interface Slot {
  start: Temporal.PlainDateTime;
  end: Temporal.PlainDateTime;
}

/** Orders slots by start, then end. */
export function compareSlots(a: Slot, b: Slot): number {
  return (
    Temporal.PlainDateTime.compare(a.start, b.start) || Temporal.PlainDateTime.compare(a.end, b.end)
  );
}

/**
 * Reads availabilities as wall-clock time of a zone, ordered, each slot once; or says what is wrong
 * with them. A slot sent with offsets is judged by the clocks on the wall, as it is stored: one
 * within the hour that a clock change repeats may end before it starts.
 */
export function readSlots(
  availabilities: AvailabilityInput[],
  zone: string,
): { slots: Slot[]; issues: Issue[] } {
  const slots: Slot[] = [];
  const issues: Issue[] = [];
  for (const [position, availability] of availabilities.entries()) {
    const start = inZone(availability.start, zone);
    const end = inZone(availability.end, zone);
    if (start === undefined || end === undefined)
      issues.push({ path: [position], message: `Must be in the years 1 to 9999 in ${zone}` });
    else if (Temporal.PlainDateTime.compare(start, end) >= 0)
      issues.push({ path: [position, "end"], message: "Availability end must be after start" });
    else slots.push({ start, end });
  }
  const ordered = slots.toSorted(compareSlots);
  return { slots: ordered.filter((slot, i) => i === 0 || !isSame(slot, ordered[i - 1])), issues };
}

function isSame(slot: Slot, other: Slot | undefined): boolean {
  return other !== undefined && compareSlots(slot, other) === 0;
}

/** A slot as it is answered. */
export function toAvailability({ start, end }: Slot): Availability {
  return { start: start.toString(), end: end.toString() };
}
