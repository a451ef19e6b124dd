import type { Calendar } from "@coulisses/client";
import { useQueryClient } from "@tanstack/react-query";
import type { Mission } from "./plan.ts";
import { server } from "./server.ts";

/** What it takes to place somebody on a mission that the board shows. */
export function usePlacing() {
  const cache = useQueryClient();
  const calendars = () =>
    cache
      .getQueriesData<Calendar>({ queryKey: server.calendar.pathKey() })
      .flatMap(([, calendar]) => calendar ?? []);
  return {
    /** @returns undefined if the board does not show it */
    findMission: (mission_id: string): Mission | undefined =>
      calendars()
        .flatMap(({ missions }) => missions)
        .find(({ id }) => id === mission_id),
    /** What somebody can do, and their name. */
    loadPerson: async (artist_id: string) => {
      const { skills } = await cache.fetchQuery(server.profiles.get.queryOptions({ artist_id }));
      const person = calendars()
        .flatMap(({ people }) => people)
        .find((one) => one.artist_id === artist_id);
      return { skills, name: person?.name ?? "" };
    },
  };
}
