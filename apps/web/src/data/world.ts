import type { World } from "@coulisses/planning";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type * as Law from "../board/model/law.ts";
import { alone } from "./calendar-pages.ts";
import { untilIdle } from "./idle.ts";
import { client } from "./server.ts";
import { isoOf } from "./times.ts";

const worlds = ["worlds"] as const;

/** What decides about the engagements within a time, and the rules to judge them by. */
export interface Known {
  readonly world: World;
  readonly law: typeof Law;
}

/**
 * What decides within a time, in milliseconds since 1970. It is loaded while the page has nothing else to do;
 * undefined until then. Nothing waits for it: it is no part of what is loaded anew after a change, but follows the
 * calendar, which is.
 *
 * @param calendarReadAt when the calendar was read
 */
export function useWorld(
  { start, end }: { start: number; end: number },
  calendarReadAt: number,
): Known | undefined {
  const cache = useQueryClient();
  useEffect(() => {
    if (calendarReadAt > 0) void cache.invalidateQueries({ queryKey: worlds });
  }, [cache, calendarReadAt]);
  const asked = { from: isoOf(start), to: isoOf(end) };
  const { data } = useQuery({
    queryKey: [...worlds, asked],
    queryFn: async ({ signal }) => {
      await untilIdle(signal);
      const [law, pages] = await Promise.all([
        import("../board/model/law.ts"),
        loadPages(asked, signal),
      ]);
      return { law, world: law.unpackWorld(pages) };
    },
    // The calendar is shown first: the two would slow each other down.
    enabled: calendarReadAt > 0,
    staleTime: Infinity,
    // To compare two worlds takes longer than to judge by the new one.
    structuralSharing: false,
  });
  return data;
}

async function loadPages(asked: { from: string; to: string }, signal: AbortSignal) {
  const pages = [];
  let cursor: string | null | undefined;
  do {
    const query = { ...asked, ...(cursor && { cursor }) };
    const { world, next_cursor } = await client.calendar.world.query(query, { ...alone, signal });
    pages.push(world);
    cursor = next_cursor;
  } while (cursor !== null);
  return pages;
}
