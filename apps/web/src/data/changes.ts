import { useQueryClient } from "@tanstack/react-query";
import { server } from "./server.ts";
import { rememberDone } from "./undo.ts";

/** Has the page show what the server has now. */
export function useRefresh(): () => Promise<void> {
  const cache = useQueryClient();
  return async () => {
    const stale = [
      server.calendar.pathKey(),
      server.missions.pathKey(),
      server.engagements.pathKey(),
    ];
    await Promise.all(stale.map((queryKey) => cache.invalidateQueries({ queryKey })));
  };
}

/** After a change: remembers how to undo it, and shows what is now. */
export function useDone(): (answer: { event_id: string | null }, label: string) => Promise<void> {
  const refresh = useRefresh();
  return async ({ event_id }, label) => {
    if (event_id !== null) rememberDone({ event_id, label });
    await refresh();
  };
}
