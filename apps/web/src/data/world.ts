import type { World } from "@coulisses/planning";
import { useQuery } from "@tanstack/react-query";
import type * as Law from "../board/model/law.ts";
import { client } from "./server.ts";
import { isoOf } from "./times.ts";

/**
 * The first part of the keys of worlds, which any change of the plan makes stale. It is not that of the procedure:
 * what the page changes in calendars before the server answers would change a world too.
 */
export const worlds = [["worlds"]] as const;

/** What decides about the engagements within a time, and the rules to judge them by. */
export interface Known {
  readonly world: World;
  readonly law: typeof Law;
}

/**
 * What decides within a time, in milliseconds since 1970. It is loaded while the page has nothing else to do, and
 * again after each change; undefined until then.
 */
export function useWorld({ start, end }: { start: number; end: number }): Known | undefined {
  const asked = { from: isoOf(start), to: isoOf(end) };
  const { data } = useQuery({
    queryKey: [...worlds, { input: asked }],
    queryFn: async ({ signal }) => {
      await untilIdle(signal);
      const [law, pages] = await Promise.all([
        import("../board/model/law.ts"),
        loadPages(asked, signal),
      ]);
      return { law, world: law.unpackWorld(pages) };
    },
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
    const { world, next_cursor } = await client.calendar.world.query(query, { signal });
    pages.push(world);
    cursor = next_cursor;
  } while (cursor !== null);
  return pages;
}

/** Milliseconds after which the page has been busy for long enough. */
const longestWait = 2000;

/** Waits for a moment without work. Several changes in a row load one world. */
function untilIdle(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("No longer asked for")));
    // Safari has no requestIdleCallback.
    if (!("requestIdleCallback" in globalThis)) setTimeout(resolve, 300);
    else requestIdleCallback(() => resolve(), { timeout: longestWait });
  });
}
