/** From one instant up to another that is not part of it, in milliseconds since 1970. */
export interface Span {
  start: number;
  end: number;
}

/** Back to back is no overlap. */
export function doOverlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

/** The part of a span that lies within another, which it overlaps. */
export function clip({ start, end }: Span, to: Span): Span {
  return { start: Math.max(start, to.start), end: Math.min(end, to.end) };
}

/** The parts of spans within a time, by start; those that overlap or touch are merged. */
export function busyWithin(spans: readonly Span[], asked: Span): Span[] {
  const parts = spans.filter((span) => doOverlap(span, asked)).map((span) => clip(span, asked));
  const busy: Span[] = [];
  for (const part of parts.toSorted((a, b) => a.start - b.start)) {
    const last = busy.at(-1);
    if (last === undefined || last.end < part.start) busy.push(part);
    else last.end = Math.max(last.end, part.end);
  }
  return busy;
}

/** Whole minutes from one time to another. */
export function minutesBetween(from: number, to: number): number {
  return Math.floor((to - from) / 60_000);
}

/** A span as text: instants with the offset of a zone. */
export interface Period {
  starts_at: string;
  ends_at: string;
}

/** @example periodIn("Europe/Paris", span).starts_at; // "2026-10-24T22:00:00+02:00" */
export function periodIn(zone: string, { start, end }: Span): Period {
  return { starts_at: textIn(zone, start), ends_at: textIn(zone, end) };
}

/** Microseconds are kept: PostgreSQL has no less, and a double holds them up to the year 2255. */
export function toMilliseconds({ epochNanoseconds }: Temporal.Instant): number {
  return Number(epochNanoseconds / 1000n) / 1000;
}

/** The instant of a time in milliseconds since 1970. */
export function toInstant(milliseconds: number): Temporal.Instant {
  return Number.isInteger(milliseconds)
    ? Temporal.Instant.fromEpochMilliseconds(milliseconds)
    : Temporal.Instant.fromEpochNanoseconds(BigInt(Math.round(milliseconds * 1000)) * 1000n);
}

function textIn(zone: string, milliseconds: number): string {
  return remember(texts, `${zone} ${milliseconds}`, () =>
    toInstant(milliseconds).toZonedDateTimeISO(zone).toString({ timeZoneName: "never" }),
  );
}

/** What a clock on the wall shows in a zone, as availabilities are written: `2027-07-14T09:00:00`. */
export function wallTimeIn(zone: string, milliseconds: number): string {
  return remember(wallTimes, `${zone} ${milliseconds}`, () =>
    toInstant(milliseconds).toZonedDateTimeISO(zone).toPlainDateTime().toString(),
  );
}

/** The ISO week of a time, Monday to Sunday. */
export function weekOf(zone: string, milliseconds: number): Span {
  return remember(weeks, `${zone} ${milliseconds}`, () => {
    const day = toInstant(milliseconds).toZonedDateTimeISO(zone).startOfDay();
    const monday = day.subtract({ days: day.dayOfWeek - 1 });
    return { start: monday.epochMilliseconds, end: monday.add({ days: 7 }).epochMilliseconds };
  });
}

// A cache: Temporal takes microseconds for each time, and a calendar asks for the same times for one person
// after the other.
const texts = new Map<string, string>();
const wallTimes = new Map<string, string>();
const weeks = new Map<string, Span>();

/** The size of each cache: one takes two to three megabytes. */
const mostRemembered = 10_000;

function remember<Made>(made: Map<string, Made>, key: string, make: () => Made): Made {
  const known = made.get(key);
  if (known !== undefined) return known;
  if (made.size >= mostRemembered) made.clear();
  const value = make();
  made.set(key, value);
  return value;
}
