import type { InputIssue } from "../kit/issue.ts";
import { type CalendarQuery, mostDays } from "./calendar.schema.ts";

/** The issues of the time of a calendar. */
export function spanIssues({ from, to }: Pick<CalendarQuery, "from" | "to">): InputIssue[] {
  if (Temporal.Instant.compare(from, to) >= 0)
    return [{ path: ["to"], issue: "after", params: { field: "from" } }];
  return from.until(to).total("hours") > mostDays * 24
    ? [{ path: ["to"], issue: "within_days", params: { days: mostDays, field: "from" } }]
    : [];
}
