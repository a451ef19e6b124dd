import type { Calendar, CoulissesClient } from "@coulisses/client";
import type { FestivalPlan } from "./festival-plan.ts";

/** A festival's first week, as a calendar shows it. */
export function readWeek(client: CoulissesClient, plan: FestivalPlan): Promise<Calendar> {
  return client.calendar.get.query(weekOf(plan));
}

/** What a calendar of the first seven days is asked for. */
export function weekOf({ days, time_zone }: FestivalPlan): { from: string; to: string } {
  const [from = "", to = ""] = [days.at(0), days.at(7)].map((day) =>
    day?.toZonedDateTime(time_zone).toInstant().toString(),
  );
  return { from, to };
}
