import type { InputIssue } from "../kit/issue.ts";
import { compareText } from "../kit/text.ts";
import { inZone, type WallTime } from "../kit/time.ts";
import type { AvailabilityInput } from "./schema.ts";

/** An availability in wall-clock time of the organisation's zone, end after start. */
export interface Slot {
  start: WallTime;
  end: WallTime;
}

/** Orders slots by start, then end. */
export function compareSlots(a: Slot, b: Slot): number {
  return compareText(a.start, b.start) || compareText(a.end, b.end);
}

/**
 * Reads availabilities as wall-clock time of a zone, ordered and without repetitions, or returns their
 * issues. Slots with offsets are checked in wall-clock time, as they are stored: a slot within the
 * repeated hour of a clock change may end before it starts.
 */
export function readSlots(
  availabilities: AvailabilityInput[],
  zone: string,
): { slots: Slot[]; issues: InputIssue[] } {
  const slots: Slot[] = [];
  const issues: InputIssue[] = [];
  for (const [position, availability] of availabilities.entries()) {
    const start = inZone(availability.start, zone);
    const end = inZone(availability.end, zone);
    if (start === undefined || end === undefined)
      issues.push({ path: [position], issue: "years_in", params: { zone } });
    else if (end <= start) issues.push({ path: [position, "end"], issue: "availability_end" });
    else slots.push({ start, end });
  }
  const ordered = slots.toSorted(compareSlots);
  return { slots: ordered.filter((slot, i) => i === 0 || !isSame(slot, ordered[i - 1])), issues };
}

function isSame(slot: Slot, other: Slot | undefined): boolean {
  return other !== undefined && compareSlots(slot, other) === 0;
}
