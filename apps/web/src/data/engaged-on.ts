import type { Calendar } from "@coulisses/client";
import { useQueryClient } from "@tanstack/react-query";
import type { Mission } from "./plan.ts";
import { server } from "./server.ts";

/** The missions of engagements, each once, as far as a calendar that was loaded has them. */
export function useEngagedOn(engagement_ids: readonly string[]): Mission[] {
  const missions = useLoaded().flatMap(({ missions: all, engagements }) => {
    const ids = new Set(
      engagements.flatMap(({ id, mission_id }) => (engagement_ids.includes(id) ? mission_id : [])),
    );
    return all.filter(({ id }) => ids.has(id));
  });
  return [...new Map(missions.map((mission) => [mission.id, mission])).values()];
}

/** The name of somebody, as far as a calendar that was loaded has it. */
export function useNameOf(artist_id: string | undefined): string {
  const people = useLoaded().flatMap((calendar) => calendar.people);
  return people.find((person) => person.artist_id === artist_id)?.name ?? "";
}

function useLoaded(): Calendar[] {
  const cache = useQueryClient();
  const queryKey = server.calendar.get.pathKey();
  return cache.getQueriesData<Calendar>({ queryKey }).flatMap(([, calendar]) => calendar ?? []);
}
