/**
 * A time of day as people type it: "8", "8h", "8 h 30", "8:30", "830" or "0830".
 *
 * @returns `HH:MM`, undefined if it is no time of day
 */
export function parseClock(typed: string): string | undefined {
  const [, hours = "", minutes = "0"] =
    /^(\d{1,2})\s*(?:[h:.]\s*(\d{2})?)?$/i.exec(typed.trim()) ??
    /^(\d{1,2})(\d{2})$/.exec(typed.trim()) ??
    [];
  const [hour, minute] = [Number(hours) % 24, Number(minutes)];
  const isTime = hours !== "" && Number(hours) <= 24 && minute < 60;
  return isTime ? `${twoDigits(hour)}:${twoDigits(minute)}` : undefined;
}

/** A time of day some minutes later or earlier, on the same step: 8:20 and a quarter of an hour give 8:30. */
export function stepClock(clock: string, minutes: number): string {
  const { hour, minute } = Temporal.PlainTime.from(clock);
  const present = hour * 60 + minute;
  const step = Math.abs(minutes);
  const next =
    minutes > 0
      ? Math.floor(present / step) * step + step
      : Math.ceil(present / step) * step - step;
  return Temporal.PlainTime.from("00:00").add({ minutes: next }).toString().slice(0, 5);
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

/**
 * A date as people type it: "28", "28/11", "28.11.26", "28 11 2026" or "2026-11-28". What is left out is that of
 * another date.
 *
 * @returns undefined if it is no date
 */
export function parseDay(typed: string, near: Temporal.PlainDate): Temporal.PlainDate | undefined {
  const numbers = typed.trim().split(/[^\d]+/);
  if (numbers.length > 3 || !numbers.every((number) => /^\d{1,4}$/.test(number))) return undefined;
  const isIso = /^\d{4}/.test(typed.trim());
  const [day, month = near.month, year = near.year] = (isIso ? numbers.toReversed() : numbers).map(
    Number,
  );
  if (day === undefined || (isIso && numbers.length < 3)) return undefined;
  try {
    return Temporal.PlainDate.from(
      { year: year < 100 ? 2000 + year : year, month, day },
      { overflow: "reject" },
    );
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
