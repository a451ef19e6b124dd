import { language } from "./language.ts";

/** English as planners in Europe write dates. */
const locale = { fr: "fr-FR", en: "en-GB" }[language];

/** Dates in words. In French, the first of a month is "1er". */
function inWords(date: Temporal.PlainDate, options: Intl.DateTimeFormatOptions): string {
  return withFirst(date.toLocaleString(locale, options));
}

function withFirst(words: string): string {
  return language === "fr" ? words.replaceAll(/\b1(?=[\s–])/g, "1er") : words;
}

/** "lun. 4 mai" */
export function dayName(date: Temporal.PlainDate): string {
  return inWords(date, { weekday: "short", day: "numeric", month: "short" });
}

/** "lun. 4" */
export function dayNameShort(date: Temporal.PlainDate): string {
  return date.toLocaleString(locale, { weekday: "short", day: "numeric" });
}

/** "lun. 4 mai 2026" */
export function dateName(date: Temporal.PlainDate): string {
  return inWords(date, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
  });
}

/** "mardi 4 mai" */
export function dayNameLong(date: Temporal.PlainDate): string {
  return inWords(date, { weekday: "long", day: "numeric", month: "long" });
}

interface Times {
  starts_at: string;
  ends_at: string;
  time_zone: string;
}

/** "14 h – 17 h 30", on the clocks of the venue. */
export function times({ starts_at, ends_at, time_zone }: Times): string {
  return `${clock(starts_at, time_zone)}–${clock(ends_at, time_zone)}`;
}

function clock(instant: string, time_zone: string): string {
  return clockName(Temporal.Instant.from(instant).toZonedDateTimeISO(time_zone));
}

/** "8 h" and "8 h 30" in French, "8:00" and "8:30" in English. */
export function clockName({ hour, minute }: { hour: number; minute: number }): string {
  const minutes = String(minute).padStart(2, "0");
  if (language === "en") return `${hour}:${minutes}`;
  return minute === 0 ? `${hour}\u00A0h` : `${hour}\u00A0h\u00A0${minutes}`;
}

/** "4–17 mai 2026", and "28 nov. – 25 déc. 2026" over several months. */
export function period(first: Temporal.PlainDate, last: Temporal.PlainDate): string {
  const isOneMonth = first.toPlainYearMonth().equals(last.toPlainYearMonth());
  const format = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: isOneMonth ? "long" : "short",
    year: "numeric",
  });
  return withFirst(first.equals(last) ? format.format(first) : format.formatRange(first, last));
}

/** "mardi 5 mai, 8 h–18 h", on the clocks of the venue. */
export function dayAndTimes(mission: Times): string {
  return `${dayNameLong(dateOf(mission.starts_at, mission.time_zone))}, ${times(mission)}`;
}

/** "mar. 5 mai, 20 h–1 h", on the clocks of the venue. */
export function shortDayAndTimes(mission: Times): string {
  return `${dayName(dateOf(mission.starts_at, mission.time_zone))}, ${times(mission)}`;
}

/** "5 mai 2026", on the clocks of this device. */
export function dateOfInstant(instant: string): string {
  const date = dateOf(instant, Temporal.Now.timeZoneId());
  return inWords(date, { dateStyle: "long" });
}

/** "5 mai 2026, 14 h 30", on the clocks of this device. */
export function dateAndTime(instant: string): string {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO(Temporal.Now.timeZoneId());
  return `${inWords(at.toPlainDate(), { dateStyle: "medium" })}, ${clockName(at)}`;
}

/** "septembre" for 9 */
export function monthName(month: number): string {
  const date = new Temporal.PlainDate(2026, month, 1);
  return date.toLocaleString(locale, { month: "long" });
}

/** An instant as the server takes it, from milliseconds since 1970. */
export function isoOf(time: number): string {
  return Temporal.Instant.fromEpochMilliseconds(time).toString();
}

/** "mardi 5 mai", or "mardi 5 mai, 8 h" for an hour of a day. */
export function cellName(
  { start, end }: { start: number; end: number },
  { time_zone }: { time_zone: string },
): string {
  const at = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(time_zone);
  const day = dayNameLong(at.toPlainDate());
  return end - start > 3_600_000 ? day : `${day}, ${clock(isoOf(start), time_zone)}`;
}

/** "mar. 5 mai, 14 h 30", on the clocks of a zone. */
export function dayAndClock(instant: string, time_zone: string): string {
  return `${dayName(dateOf(instant, time_zone))}, ${clock(instant, time_zone)}`;
}

/** "mai 2026" */
export function monthOfYear(month: Temporal.PlainYearMonth): string {
  const format = new Intl.DateTimeFormat(locale, { month: "long", year: "numeric" });
  return format.format(month.toPlainDate({ day: 1 }));
}

/** "mardi 5 mai 2026". The number is that of the calendar, also on the first of a month. */
export function fullDayName(date: Temporal.PlainDate): string {
  return date.toLocaleString(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  });
}

/** "lun.", "mar.", …: Monday first. */
export const weekdayNames: readonly string[] = Array.from({ length: 7 }, (_, day) =>
  // A Monday.
  new Temporal.PlainDate(2026, 5, 4)
    .add({ days: day })
    .toLocaleString(locale, { weekday: "short" }),
);

/** Minutes from midnight as on a clock: "8 h 30", and "24 h" at the end of the day. */
export function clockOf(minutes: number): string {
  return clockName({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
}

/** "lun. 4 mai, 8 h–18 h", and with both days where it ends on another one. */
export function dateAndTimes({ starts_at, ends_at, time_zone }: Times): string {
  const [first, last] = [dateOf(starts_at, time_zone), dateOf(ends_at, time_zone)];
  return first.equals(last)
    ? `${dayName(first)}, ${times({ starts_at, ends_at, time_zone })}`
    : `${dayAndClock(starts_at, time_zone)} – ${dayAndClock(ends_at, time_zone)}`;
}

function dateOf(instant: string, time_zone: string): Temporal.PlainDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(time_zone).toPlainDate();
}

/** "mar. 5 mai, 8 h", on the clocks of a zone. */
export function instantName(instant: string, { time_zone }: { time_zone: string }): string {
  const date = Temporal.Instant.from(instant).toZonedDateTimeISO(time_zone).toPlainDate();
  return `${dayName(date)}, ${clock(instant, time_zone)}`;
}
