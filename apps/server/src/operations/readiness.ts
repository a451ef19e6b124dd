import { setTimeout } from "node:timers/promises";
import { type Database, open } from "@coulisses/database";
import { migrationStatus } from "@coulisses/database/migrate";

/** Why a process is not ready. */
export interface Reason {
  code: "starting" | "draining" | "database" | "migrations";
  /** For people. */
  detail: string;
}

/** What a process needs before it is ready. */
export interface Watched {
  url: string;
  database: Database;
  isListening: () => boolean;
}

/** Whether this process is ready to get calls. */
export interface Readiness {
  /** Sets what is checked; until then the process is starting. */
  watch: (watched: Watched) => void;
  /** From now on the process is not ready. */
  drain: () => void;
  readonly isDraining: boolean;
  /** Empty if the process is ready. Answers within about a second. */
  reasons: () => Promise<Reason[]>;
}

const millisecondsToAnswer = 1000;

export function createReadiness(): Readiness {
  let watched: Watched | undefined;
  let isDraining = false;
  let pending: Promise<Reason[]> | undefined;

  /** One check at a time: a database that does not answer must not collect connections. */
  function lookAt(database: Watched): Promise<Reason[]> {
    pending ??= databaseReasons(database).finally(() => {
      pending = undefined;
    });
    return pending;
  }

  return {
    watch: (next) => {
      watched = next;
    },
    drain: () => {
      isDraining = true;
    },
    get isDraining() {
      return isDraining;
    },
    async reasons() {
      if (isDraining) return [draining];
      if (!watched?.isListening()) return [starting];
      const cancel = new AbortController();
      const { signal } = cancel;
      const late = setTimeout(millisecondsToAnswer, [away], { ref: false, signal });
      try {
        return await Promise.race([lookAt(watched), late]);
      } finally {
        late.catch(() => {});
        cancel.abort();
      }
    },
  };
}

const starting: Reason = {
  code: "starting",
  detail: "The database is being prepared, and nothing listens yet.",
};
const draining: Reason = {
  code: "draining",
  detail: "The process ends as soon as its calls are answered.",
};
const away: Reason = { code: "database", detail: "The database does not answer within 1 s." };

/**
 * Checks over a connection of its own: a pool whose connections are all in use is busy, not away. The
 * embedded database has one connection only.
 */
async function databaseReasons({ url, database }: Watched): Promise<Reason[]> {
  try {
    if (!url.startsWith("postgres")) return await migrationReasons(database);
    const own = await open(url);
    try {
      return await migrationReasons(own);
    } finally {
      await own.close();
    }
  } catch {
    // The calls that fail log which error it is.
    return [away];
  }
}

async function migrationReasons({ db }: Database): Promise<Reason[]> {
  const migrations = await migrationStatus(db);
  return migrations
    .filter(({ applied }) => !applied)
    .map(({ name }) => ({ code: "migrations", detail: `The migration ${name} has not run.` }));
}
