import type { ServerProcess } from "../server-process.ts";
import { median } from "../statistics.ts";
import { table, whole } from "../table.ts";

/** The resources of a process at one moment. */
interface Look {
  /** Mebibytes in memory (resident set). */
  memory: number;
  /** Open file descriptors: connections, files, pipes. */
  handles: number;
}

export interface Watch {
  looks: Look[];
  stop(): Promise<void>;
}

/** Samples a process at intervals. */
export function watch(server: ServerProcess, milliseconds: number): Watch {
  const looks: Look[] = [];
  let last: Promise<unknown> = Promise.resolve();
  const look = async () => looks.push({ memory: await server.memory(), handles: server.handles() });
  const timer = setInterval(() => {
    last = look();
  }, milliseconds);
  return {
    looks,
    async stop() {
      clearInterval(timer);
      await last;
      await look();
    },
  };
}

/** Memory varies with garbage collection: less than this is no growth. */
const noise = 1.1;

/**
 * Compares the resources of a process in the second and the last third of the time: in the first, it still
 * compiles and fills its caches.
 */
export function growthOf(looks: Look[]): { table: string; hasGrown: boolean } {
  const third = Math.floor(looks.length / 3);
  const parts = [looks.slice(third, 2 * third), looks.slice(2 * third)];
  const rows = (["memory", "handles"] as const).map((what) => {
    const [before = Number.NaN, after = Number.NaN] = parts.map((part) =>
      median(part.map((look) => look[what])),
    );
    const first = looks[0]?.[what] ?? Number.NaN;
    const last = looks.at(-1)?.[what] ?? Number.NaN;
    return { what, first, before, after, last, hasGrown: after > before * noise };
  });
  const titles = { memory: "Memory (RSS), MiB", handles: "Open handles" };
  return {
    table: table(
      ["", "start", "second third", "last third", "end", ""],
      rows.map(({ what, first, before, after, last, hasGrown }) => [
        titles[what],
        ...[first, before, after, last].map(whole),
        hasGrown ? "✗ grows" : "✓ does not grow",
      ]),
    ),
    hasGrown: rows.some(({ hasGrown }) => hasGrown),
  };
}
