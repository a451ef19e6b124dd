import type { Issue } from "../kit/issue.ts";
import { type CalendarQuery, mostDays } from "./calendar.schema.ts";

/** What is wrong with the time that a calendar is asked for. */
export function spanIssues({ from, to }: Pick<CalendarQuery, "from" | "to">): Issue[] {
  if (Temporal.Instant.compare(from, to) >= 0)
    return [{ path: ["to"], message: "Must be after from" }];
  return from.until(to).total("hours") > mostDays * 24
    ? [{ path: ["to"], message: `Must be at most ${mostDays} days after from` }]
    : [];
}
