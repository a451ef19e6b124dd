import type { InputIssue } from "../kit/issue.ts";
import { encodeCursor } from "../kit/paging.ts";
import {
  type CalendarQuery,
  mostDays,
  mostEngaged,
  mostOnPage,
  mostShown,
} from "./calendar.schema.ts";

/** The issues of the time of a calendar. */
export function spanIssues({ from, to }: Pick<CalendarQuery, "from" | "to">): InputIssue[] {
  if (Temporal.Instant.compare(from, to) >= 0)
    return [{ path: ["to"], issue: "after", params: { field: "from" } }];
  return from.until(to).total("hours") > mostDays * 24
    ? [{ path: ["to"], issue: "within_days", params: { days: mostDays, field: "from" } }]
    : [];
}

/** Whether a page is asked for, and not the whole calendar. */
export function isPaged({ limit, cursor }: Pick<CalendarQuery, "limit" | "cursor">): boolean {
  return limit !== undefined || cursor !== undefined;
}

/** Somebody a calendar shows. */
export interface PersonFound {
  id: string;
  name: string;
  /** On how many of its missions. */
  engaged: number;
}

/**
 * Those of the people found that an answer shows. A page has as many as were asked for, or fewer if they are engaged
 * too often, but at least one.
 *
 * @param found one more than asked for, if there are more
 * @returns `too many` if a whole calendar does not fit
 */
export function peopleShown(
  found: readonly PersonFound[],
  query: Pick<CalendarQuery, "limit" | "cursor">,
): { people: string[]; next_cursor?: string | null } | "too many" {
  const sums = runningSums(found.map(({ engaged }) => engaged));
  if (!isPaged(query)) {
    const isTooMuch = found.length > mostShown || (sums.at(-1) ?? 0) > mostEngaged;
    return isTooMuch ? "too many" : { people: idsOf(found) };
  }
  const { limit = mostShown } = query;
  const fitting = sums.filter((engaged) => engaged <= mostOnPage).length;
  const shown = found.slice(0, Math.min(limit, Math.max(1, fitting)));
  const last = shown.at(-1);
  const next_cursor =
    last === undefined || shown.length === found.length ? null : encodeCursor([last.name, last.id]);
  return { people: idsOf(shown), next_cursor };
}

function idsOf(people: readonly PersonFound[]): string[] {
  return people.map(({ id }) => id);
}

function runningSums(numbers: readonly number[]): number[] {
  let sum = 0;
  return numbers.map((number) => (sum += number));
}
