import { connect, Socket } from "node:net";
import pg from "pg";
import { Deadline, type Run } from "./deadline.ts";
import { Unavailable, unavailableFrom } from "./unavailable.ts";

type Callback = (error: Error | null, result: unknown) => void;

/**
 * Prepares each distinct SQL text with parameters by name, so that PostgreSQL parses and plans it once
 * per connection: one read went from 5.7k to 10.1k requests/s. Statements run under the `Deadline` of
 * the present work.
 *
 * A prepared statement lives as long as its connection, so the number of distinct texts must be
 * bounded: pass a list as one array, never as a list of placeholders.
 */
export class PreparingClient extends pg.Client {
  #fault: Unavailable | undefined;

  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // A connection can end at any time, also while the pool does not listen. Without a listener, the
    // event would end the process.
    this.on("error", (error) => {
      this.#fault ??= new Unavailable("away", "The connection ended", error);
    });
    this.once("connect", () => {
      const { stream }: { stream?: unknown } = Object("connection" in this && this.connection);
      if (stream instanceof Socket) readInTurns(stream);
    });
  }

  /** The reason why this connection cannot be used any more. */
  get fault(): Unavailable | undefined {
    return this.#fault;
  }

  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- not checkable against pg's eight overloads
  override query = ((...[config, values, ...rest]: unknown[]) => {
    if (typeof config !== "string" || !Array.isArray(values) || rest.length > 0)
      return this.#query(config, values, ...rest);
    const run = Deadline.work();
    const deadline = run?.deadline;
    const refused = this.#fault ?? (config === "rollback" ? undefined : deadline?.over);
    if (refused) {
      if (run) run.fault ??= refused;
      return Promise.reject(refused);
    }
    const name = values.length > 0 ? nameOf(config) : undefined;
    // With a callback, because pg's own promise keeps a query's rows alive until a full garbage
    // collection, which took a third of the time of a page of 100 artists.
    return new Promise((resolve, reject) => {
      const forget = deadline && this.#stopBy(deadline, config);
      const settle: Callback = (error, result) => {
        forget?.();
        if (error) reject(this.#explain(error, run));
        else resolve(result);
      };
      // Not as an object, which pg would clone property by property.
      const query = Object.assign(new pg.Query(config, values), { name, callback: settle });
      this.#query(query);
    });
  }) as pg.Client["query"];

  readonly #query = super.query.bind(this) as (...args: unknown[]) => unknown;

  /** @returns a function to call when the statement has ended */
  #stopBy(deadline: Deadline, text: string): () => void {
    let grace: NodeJS.Timeout | undefined;
    // If the server does not confirm the cancellation, the connection is closed.
    const giveUp = () => {
      grace = setTimeout(() => void this.end(), millisecondsOfGrace);
    };
    const stop = (over: Unavailable) => {
      giveUp();
      // A commit cannot be cancelled: only its answer would be lost.
      if (text !== "commit") this.#cancel(over);
    };
    if (deadline.over) giveUp();
    const forget = deadline.onOver(stop);
    return () => {
      forget();
      clearTimeout(grace);
    };
  }

  /**
   * Asks the server, over a separate connection, to cancel the running statement
   * (https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-CANCELING-REQUESTS).
   */
  #cancel(over: Unavailable): void {
    const { processID, secretKey }: { processID?: unknown; secretKey?: unknown } = Object(this);
    // The embedded database has neither.
    if (typeof processID !== "number" || typeof secretKey !== "number") return;
    // The request may arrive after the statement has ended, so no other may follow on this connection.
    this.#fault ??= over;
    const request = Buffer.alloc(16);
    request.writeInt32BE(16, 0);
    request.writeInt32BE(80_877_102, 4);
    request.writeInt32BE(processID, 8);
    request.writeInt32BE(secretKey, 12);
    const { host, port } = this;
    const socket = host.startsWith("/")
      ? connect(`${host}/.s.PGSQL.${port}`)
      : connect({ host, port });
    socket.setTimeout(millisecondsOfGrace, () => socket.destroy());
    // If the request does not arrive, the connection is closed after the grace period.
    socket.on("error", () => socket.destroy());
    socket.end(request);
  }

  #explain(error: Error, run: Run | undefined): Error {
    const unavailable = run?.deadline.over ?? this.#fault ?? unavailableFrom(error);
    if (unavailable && run) run.fault ??= unavailable;
    if (unavailable?.reason === "away") this.#fault ??= unavailable;
    return unavailable ?? error;
  }
}

const millisecondsOfGrace = 1000;

/** The most bytes that Node reads at once. */
const chunkBytes = 64 * 1024;

/**
 * Reads one or two chunks in each turn of the event loop. Without this, Node reads and parses 2 MB of each
 * connection in one turn: several large results together blocked it for 400 ms.
 */
function readInTurns(stream: Socket): void {
  stream.on("data", ({ length }: Buffer) => {
    if (length < chunkBytes) return;
    stream.pause();
    setImmediate(() => stream.resume());
  });
}

const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `statement_${names.size + 1}`;
  names.set(text, name);
  return name;
}
