import { HOUR } from "./duration.ts";
import type { Call, Roster, Run, Span } from "./roster.ts";

/** A day of work, from its first start to its last end: what `daily-rest` and `amplitude` measure. */
export interface DayOfWork extends Span {
  /** The civil day on which it begins. */
  day: number;
  runs: Run[];
}

/**
 * Until when work after midnight still belongs to the evening before, in minutes: 05:00, the end of the
 * hours that every night includes (L3122-3).
 */
const NIGHT_UNTIL = 300;

/** The daily rest of an adult (L3131-1), for rules that measure days of work but no rest. */
export const DAILY_REST = 11 * HOUR;

/**
 * The days of work of a roster: all work that begins on a civil day, 0–24 h, is one day of work, however
 * long the pauses within it (Cass. soc., 18 December 2001, 99-43.351). Work that begins after midnight
 * continues the day before if it follows without a pause, or begins by 05:00 and follows without the rest
 * that is due: a show and its strike are one day of work, the call of the next morning is another.
 *
 * @param rest - the rest that is due after a civil day, in milliseconds
 */
export function daysOfWork(
  { runs }: Pick<Roster, "runs">,
  rest: (day: number) => number,
): DayOfWork[] {
  const days: DayOfWork[] = [];
  for (const run of runs) {
    const [first] = run.calls;
    if (first === undefined) continue;
    const last = days.at(-1);
    if (last === undefined || !belongs(first, last, rest(last.day)))
      days.push({ start: run.start, end: run.end, day: first.day, runs: [run] });
    else {
      last.end = run.end;
      last.runs.push(run);
    }
  }
  return days;
}

function belongs({ start, day, clock }: Call, last: DayOfWork, rest: number): boolean {
  if (day <= last.day) return true;
  return start - last.end < rest && start < clock.at(last.day + 1, NIGHT_UNTIL);
}

/** The last work of a day that begins on its civil day, and what continues it. */
export function eveningOf({ day, runs }: DayOfWork): Call[] {
  const evening = runs.findLastIndex(({ calls }) => calls[0]?.day === day);
  return runs.slice(Math.max(evening, 0)).flatMap(({ calls }) => calls);
}

/**
 * The work before a day of work that decides about what belongs to the day: an evening that work of the same
 * civil day continues; or all of the day before, if work at night follows it without the rest that is due, and
 * would continue it had that day begun later.
 */
export function workBefore(
  { start, day, runs }: DayOfWork,
  before: DayOfWork | undefined,
  rest: (day: number) => number,
): Call[] {
  const clock = runs[0]?.calls[0]?.clock;
  if (before === undefined || clock === undefined) return [];
  if (start - before.end < rest(before.day) && start < clock.at(day, NIGHT_UNTIL))
    return before.runs.flatMap(({ calls }) => calls);
  const isShared = before.runs.some(({ calls }) => calls.some((call) => call.day === day));
  return isShared ? eveningOf(before) : [];
}
