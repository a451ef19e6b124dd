import { parsePeriod, type Period } from "../routes/period.ts";
import { type Grouping, groupings } from "./group.ts";

/** Which problems are shown: all, or those that are more than a note. */
export const levels = ["serious", "all"] as const;

/** What the screen shows: kept in the address. */
export interface ProblemsView extends Period {
  group: Grouping;
  level: (typeof levels)[number];
}

/** Reads what the screen shows from the parameters of an address. */
export function parseProblemsView(search: Record<string, unknown>): ProblemsView {
  return {
    ...parsePeriod(search),
    group: groupings.find((one) => one === search["group"]) ?? "person",
    level: levels.find((one) => one === search["level"]) ?? "serious",
  };
}
