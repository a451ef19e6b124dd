import { mondayOf, weekOf } from "./clock.ts";

/**
 * Whether a civil day is a working day (jour ouvré): Monday to Friday, as the convention counts its year:
 * 104 days of weekly rest (CCNEAC VI.3). Public holidays are not known here.
 */
function isWorkingDay(day: number): boolean {
  return day < mondayOf(weekOf(day)) + 5;
}

/** The civil day that is so many working days before another one. */
export function workingDaysBefore(day: number, count: number): number {
  let before = day;
  for (let left = count; left > 0; left -= isWorkingDay(before) ? 1 : 0) before -= 1;
  return before;
}
