import type { Calendar } from "@coulisses/client";
import type { Span } from "./lanes.ts";
import type { Scale } from "./scale.ts";

/** A time in which somebody can be engaged, on the clock of the organisation. */
export type Availability = Calendar["people"][number]["availabilities"][number];

/**
 * When somebody is not available in the days shown, in order of time. Nothing is known of somebody who gave no
 * availability: the answer is empty.
 */
export function unavailableIn(
  availabilities: readonly Availability[],
  { start: first, end: last, time_zone }: Pick<Scale, "start" | "end" | "time_zone">,
): Span[] {
  if (availabilities.length === 0) return [];
  const available = availabilities
    .map(({ start, end }) => ({
      start: atClock(start, { time_zone, disambiguation: "earlier" }),
      end: atClock(end, { time_zone, disambiguation: "later" }),
    }))
    .toSorted((a, b) => a.start - b.start);
  const gaps: Span[] = [];
  let free = first;
  for (const { start, end } of [...available, { start: last, end: last }]) {
    const gap = { start: free, end: Math.min(start, last) };
    if (gap.start < gap.end) gaps.push(gap);
    free = Math.max(free, end);
  }
  return gaps;
}

/** Milliseconds since 1970. A time that clocks skip is when they change. */
function atClock(
  wallTime: string,
  { time_zone, disambiguation }: { time_zone: string; disambiguation: "earlier" | "later" },
): number {
  const asked = Temporal.PlainDateTime.from(wallTime);
  const at = asked.toZonedDateTime(time_zone, { disambiguation });
  if (at.toPlainDateTime().equals(asked)) return at.epochMilliseconds;
  const change = at.getTimeZoneTransition(disambiguation === "earlier" ? "next" : "previous");
  return (change ?? at).epochMilliseconds;
}
