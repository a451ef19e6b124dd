import type { Calendar } from "@coulisses/client";
import { useReader } from "../../frame/reader.ts";
import type { Situation } from "../model/actions.ts";
import { activeFilters } from "../model/filters.ts";
import type { Spot } from "../model/focus.ts";
import type { View } from "../model/view.ts";

type Mission = Calendar["missions"][number];

/** The mission that an action is about: what has the focus, or else what is selected. */
export function targetOf(
  calendar: Calendar | undefined,
  { spot, selected }: { spot: Spot | undefined; selected: string | undefined },
): Mission | undefined {
  const engagement = calendar?.engagements.find(({ id }) => id === spot?.bar);
  const focused = engagement?.mission_id ?? spot?.bar;
  const find = (mission_id: string | undefined) =>
    calendar?.missions.find(({ id }) => id === mission_id);
  // A bar of other work is no mission; what is selected is not meant then.
  return find(focused ?? selected);
}

/** What decides which actions are offered. */
export function useSituation(view: View): (mission: Mission | undefined) => Situation {
  const { role } = useReader();
  return (mission) => ({
    hasMission: mission !== undefined,
    hasOptions: (mission?.coverage.options ?? 0) > 0,
    hasOpenSeats: mission !== undefined && mission.coverage.filled < mission.coverage.needed,
    isFiltered: activeFilters(view).length > 0,
    rows: view.rows,
    layout: view.layout ?? "board",
    canPlan: role === "admin" || role === "planner",
  });
}
