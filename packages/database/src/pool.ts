import type { PostgresPool } from "kysely";
import pg from "pg";
import { Deadline } from "./deadline.ts";
import { PreparingClient } from "./preparing-client.ts";
import { isReadOnly, Unavailable } from "./unavailable.ts";

/** How a pool's connections are used at the moment. */
export interface PoolStatistics {
  /** Open connections. */
  total: number;
  /** Those that nobody uses. */
  idle: number;
  /** Pieces of work that wait for a connection. */
  waiting: number;
}

/** A pool that fails with `Unavailable`, within its time limits, and keeps no dead connection. */
export interface Pool extends PostgresPool {
  readonly statistics: () => PoolStatistics;
}

interface PoolOptions extends pg.PoolConfig {
  /** Milliseconds to wait for a connection while all are in use. */
  waitMillis: number;
}

export function createPool({ waitMillis, ...config }: PoolOptions): Pool {
  const pool = new pg.Pool({ ...config, Client: PreparingClient });
  // Grows when the server turns out to be no primary any more: the other connections lead to it too.
  let generation = 0;
  const generations = new WeakMap<pg.ClientBase, number>();
  const isUsable = (client: pg.ClientBase) =>
    generations.get(client) === generation &&
    !(client instanceof PreparingClient && client.fault !== undefined);

  // The pool replaces an idle connection that broke; unheard, the event would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => generations.set(client, generation));
  pool.on("release", (_error, client) => {
    if (client instanceof PreparingClient && client.fault && isReadOnly(client.fault))
      generation += 1;
    // What ends is not taken back.
    if (!isUsable(client)) void client.end();
  });

  async function connect(): Promise<pg.PoolClient> {
    for (;;) {
      const client = await takeFrom(pool, waitMillis);
      if (isUsable(client)) return client;
      client.release(true);
    }
  }

  return {
    connect,
    end: () => pool.end(),
    options: pool.options,
    statistics: () => ({
      total: pool.totalCount,
      idle: pool.idleCount,
      waiting: pool.waitingCount,
    }),
  };
}

/** Waits for a connection: as long as it takes to open one, or `waitMillis` for others to give one back. */
async function takeFrom(pool: pg.Pool, waitMillis: number): Promise<pg.PoolClient> {
  const isFull = pool.idleCount === 0 && pool.totalCount >= pool.options.max;
  const taken = pool.connect();
  try {
    return await (isFull ? withinLimit(taken, waitMillis) : taken);
  } catch (error) {
    const fault =
      error instanceof Unavailable
        ? error
        : new Unavailable("away", "No connection could be opened", error);
    const run = Deadline.work();
    if (run) run.fault ??= fault;
    throw fault;
  }
}

async function withinLimit(
  taken: Promise<pg.PoolClient>,
  waitMillis: number,
): Promise<pg.PoolClient> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Unavailable("busy", `No connection was free within ${waitMillis} ms`));
    void giveBack(taken);
  }, waitMillis);
  try {
    return await Promise.race([taken, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Gives a connection back as soon as it comes; nobody is left to be told that it did not. */
async function giveBack(taken: Promise<pg.PoolClient>): Promise<void> {
  const [outcome] = await Promise.allSettled([taken]);
  if (outcome.status === "fulfilled") outcome.value.release();
}
