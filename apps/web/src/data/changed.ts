import type { ChangedMission } from "@coulisses/client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { untilIdle } from "./idle.ts";
import { client } from "./server.ts";
import { isoOf } from "./times.ts";

const changed = ["changed"] as const;

/** How many people do not know something of a published mission yet, by its id; others are left out. */
export type ToTell = ReadonlyMap<string, number>;

/**
 * The published missions within a time, in milliseconds since 1970, with a change that has not been told to everybody.
 * They are loaded while the page has nothing else to do, and follow the calendar: what is told or changed has that
 * loaded anew.
 *
 * @param calendarReadAt when the calendar was read
 */
export function useToTell(
  { start, end }: { start: number; end: number },
  calendarReadAt: number,
): ToTell {
  const cache = useQueryClient();
  useEffect(() => {
    if (calendarReadAt > 0) void cache.invalidateQueries({ queryKey: changed });
  }, [cache, calendarReadAt]);
  const asked = { from: isoOf(start), to: isoOf(end) };
  const { data } = useQuery({
    queryKey: [...changed, asked],
    queryFn: async ({ signal }) => {
      await untilIdle(signal);
      return readChanged(asked, signal);
    },
    enabled: calendarReadAt > 0,
    staleTime: Infinity,
  });
  return useMemo(
    () => new Map(data?.map(({ mission_id, concerned }) => [mission_id, concerned])),
    [data],
  );
}

async function readChanged(asked: { from: string; to: string }, signal: AbortSignal) {
  const items: ChangedMission[] = [];
  let cursor: string | null | undefined;
  do {
    const query = { ...asked, ...(cursor && { cursor }) };
    const page = await client.publications.changed.query(query, { signal });
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return items;
}
