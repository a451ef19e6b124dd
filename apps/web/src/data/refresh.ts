import { useQueryClient } from "@tanstack/react-query";
import { server } from "./server.ts";

/** Has the page load anew what a change of the plan may have changed. */
export function useRefresh(): () => Promise<void> {
  const cache = useQueryClient();
  return async () => {
    const stale = [
      server.calendar.pathKey(),
      server.missions.pathKey(),
      server.engagements.pathKey(),
      server.publications.pathKey(),
      server.outsideWork.pathKey(),
      server.labour.counters.pathKey(),
    ];
    await Promise.all(stale.map((queryKey) => cache.invalidateQueries({ queryKey })));
  };
}
