/** Which of two: a clock change in autumn repeats an hour. */
type Occurrence = "first" | "second";

/** When a mission is, on the clocks of its venue, as planners write it. */
export interface When {
  /** `YYYY-MM-DD`, as all dates here. */
  readonly date: string;
  /** `HH:MM`, as all times here; empty if what was typed is no time. */
  readonly start: string;
  /** On the next day if it is not after the start. */
  readonly end: string;
  /** The last day, if it is neither that of the start nor the next. */
  readonly until?: string | undefined;
  readonly startIs?: Occurrence | undefined;
  readonly endIs?: Occurrence | undefined;
}

/** Why a time is no instant. */
export type Fault = Unfinished | Skipped | Repeated;

interface Unfinished {
  readonly fault: "unreadable" | "order";
}

/** It does not exist: the clocks go forward from one time to another. */
interface Skipped {
  readonly fault: "skipped";
  readonly from: string;
  readonly to: string;
}

/** It exists twice, and nobody said which is meant. */
interface Repeated {
  readonly fault: "repeated";
}

export interface Times {
  readonly starts_at: string;
  readonly ends_at: string;
}

export type Faults = Partial<Record<"date" | "start" | "end" | "until", Fault>>;

/** Times as they are written, in the zone of a venue. */
export function whenOf({ starts_at, ends_at }: Times, zone: string): When {
  const [start, end] = [zonedAt(starts_at, zone), zonedAt(ends_at, zone)];
  const when = {
    date: start.toPlainDate().toString(),
    start: clockOf(start),
    end: clockOf(end),
    startIs: occurrenceOf(start),
    endIs: occurrenceOf(end),
  };
  const until = end.toPlainDate().toString();
  return until === lastDayOf(when) ? when : { ...when, until };
}

/** The instants of times as they are written, or what is wrong with them. */
export function readWhen(when: When, zone: string): { times: Times } | { faults: Faults } {
  const date = dayOf(when.date);
  if (date === undefined) return { faults: { date: { fault: "unreadable" } } };
  const until = dayOf(lastDayOf(when));
  if (until === undefined) return { faults: { until: { fault: "unreadable" } } };
  const start = instantAt(date, when.start, { zone, which: when.startIs });
  const end = instantAt(until, when.end, { zone, which: when.endIs });
  if (!("fault" in start) && !("fault" in end))
    return Temporal.ZonedDateTime.compare(start, end) < 0
      ? { times: { starts_at: written(start), ends_at: written(end) } }
      : { faults: { [when.until === undefined ? "end" : "until"]: { fault: "order" } } };
  return {
    faults: { ...("fault" in start && { start }), ...("fault" in end && { end }) },
  };
}

/** The day on which it ends. */
export function lastDayOf({ date, start, end, until }: When): string {
  if (until !== undefined) return until;
  return end > start ? date : (dayOf(date)?.add({ days: 1 }).toString() ?? date);
}

/** A break as it is written: the first of these times within a mission that starts then. */
export function readBreak(
  { start, end }: { start: string; end: string },
  { starts_at, zone }: { starts_at: string; zone: string },
): { times: Times } | { faults: Faults } {
  const first = zonedAt(starts_at, zone);
  const date = first.toPlainDate().add({ days: start < clockOf(first) ? 1 : 0 });
  return readWhen({ date: date.toString(), start, end }, zone);
}

/** The time that a mission takes, in minutes. */
export function minutesOf({ starts_at, ends_at }: Times): number {
  return Temporal.Instant.from(starts_at).until(Temporal.Instant.from(ends_at)).total("minutes");
}

function instantAt(
  date: Temporal.PlainDate,
  clock: string,
  { zone, which }: { zone: string; which: Occurrence | undefined },
): Temporal.ZonedDateTime | Fault {
  if (clock === "") return { fault: "unreadable" };
  const wall = date.toPlainDateTime(Temporal.PlainTime.from(clock));
  const first = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  const second = wall.toZonedDateTime(zone, { disambiguation: "later" });
  if (first.epochNanoseconds === second.epochNanoseconds) return first;
  if (!first.toPlainDateTime().equals(wall)) return skippedBetween(first, second);
  if (which === undefined) return { fault: "repeated" };
  return which === "first" ? first : second;
}

/** The clocks before and after the change between two times, which skips what is between them. */
function skippedBetween(before: Temporal.ZonedDateTime, after: Temporal.ZonedDateTime): Fault {
  const change = before.getTimeZoneTransition("next") ?? after;
  const gap = change.offsetNanoseconds - before.offsetNanoseconds;
  const from = change.toPlainDateTime().subtract({ nanoseconds: gap });
  return { fault: "skipped", from: clockOf(from), to: clockOf(change) };
}

function occurrenceOf(time: Temporal.ZonedDateTime): Occurrence | undefined {
  const wall = time.toPlainDateTime();
  const [first, second] = (["earlier", "later"] as const).map(
    (disambiguation) => wall.toZonedDateTime(time.timeZoneId, { disambiguation }).epochNanoseconds,
  );
  if (first === second) return undefined;
  return time.epochNanoseconds === first ? "first" : "second";
}

function zonedAt(instant: string, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
}

function clockOf({ hour, minute }: { hour: number; minute: number }): string {
  return `${twoDigits(hour)}:${twoDigits(minute)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/** The instant, with the venue's offset. */
function written(time: Temporal.ZonedDateTime): string {
  return time.toString({ timeZoneName: "never", smallestUnit: "second" });
}

function dayOf(text: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
