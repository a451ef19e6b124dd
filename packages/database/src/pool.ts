import type { PostgresPool } from "kysely";
import pg from "pg";
import { Deadline } from "./deadline.ts";
import { PreparingClient } from "./preparing-client.ts";
import { isReadOnly, Unavailable } from "./unavailable.ts";

/** How a pool's connections are used at present. */
export interface PoolStatistics {
  /** Open connections. */
  total: number;
  /** Open connections that are not in use. */
  idle: number;
  /** Pieces of work that wait for a connection. */
  waiting: number;
}

/** A connection pool that fails with `Unavailable` within its time limits, and drops dead connections. */
export interface Pool extends PostgresPool {
  readonly statistics: () => PoolStatistics;
}

interface PoolOptions extends pg.PoolConfig {
  /** Milliseconds to wait for a free connection. */
  waitMillis: number;
}

export function createPool({ waitMillis, ...config }: PoolOptions): Pool {
  const pool = new pg.Pool({ ...config, Client: PreparingClient });
  // Incremented if the server is no longer the primary: all connections to it are then replaced.
  let generation = 0;
  const generations = new WeakMap<pg.ClientBase, number>();
  const isUsable = (client: pg.ClientBase) =>
    generations.get(client) === generation &&
    !(client instanceof PreparingClient && client.fault !== undefined);

  // The pool replaces a broken idle connection. Without a listener, the event would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => generations.set(client, generation));
  pool.on("release", (_error, client) => {
    if (client instanceof PreparingClient && client.fault && isReadOnly(client.fault))
      generation += 1;
    // The pool does not take back a connection that is ending.
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

/** Waits until a connection is opened, or at most `waitMillis` until one is free. */
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

/** Releases a connection that comes too late; ignores a failure, because no caller waits for it. */
async function giveBack(taken: Promise<pg.PoolClient>): Promise<void> {
  const [outcome] = await Promise.allSettled([taken]);
  if (outcome.status === "fulfilled") outcome.value.release();
}
