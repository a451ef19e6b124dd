import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { actingAs, applicationRole, isServer } from "./address.ts";

/**
 * Whether messages of other processes arrive: `alone` if there can be no other process, `pooled` if a
 * connection pooler stands before the server and nothing arrives, `away` while there is no connection.
 */
export type ChannelState = "alone" | "listening" | "pooled" | "away";

/** Messages between the processes that use one database. Each gets those of all, also its own. */
export interface Channel {
  readonly state: ChannelState;
  /** Sends messages of at most 7,999 bytes, soon. Equal ones that wait together are sent once. */
  send(messages: readonly string[]): void;
  close(): Promise<void>;
}

interface ChannelOptions {
  onMessage: (message: string) => void;
  /** Called when the state changes: messages that others sent while it was `away` are lost. */
  onState: (state: ChannelState) => void;
}

/**
 * Opens a channel by LISTEN and NOTIFY, on a connection of its own, which it opens again whenever it is lost.
 *
 * Changes do not notify in their own transactions: PostgreSQL commits transactions that notify one after the
 * other, under a lock of the whole server.
 */
export function openChannel(url: string, options: ChannelOptions): Channel {
  return isServer(url) ? new ServerChannel(url, options) : alone;
}

/** No other process can have the embedded database open. */
const alone: Channel = { state: "alone", send: () => {}, close: () => Promise.resolve() };

/** The name on which PostgreSQL passes the messages on. */
const channelName = "coulisses";

/** Messages that wait for a connection; more are dropped. */
const mostWaiting = 10_000;
const mostAtOnce = 100;

/** What is sent in quick succession is sent together. */
const millisecondsBetweenSends = 20;

/** A connection that is half open stays silent: it is tried out now and then. */
const millisecondsBetweenChecks = 15_000;

/** Milliseconds before a lost connection is opened again; they double up to the longest. */
const firstWait = 100;
const longestWait = 10_000;

/** The pooler may be gone after the next deployment of the database. */
const millisecondsPooled = 300_000;

class ServerChannel implements Channel {
  state: ChannelState = "away";
  readonly #config: pg.ClientConfig;
  readonly #options: ChannelOptions;
  readonly #waiting = new Set<string>();
  readonly #end = new AbortController();
  readonly #running: Promise<void>;
  #wake = Promise.withResolvers<void>();

  constructor(url: string, options: ChannelOptions) {
    this.#options = options;
    this.#config = {
      connectionString: actingAs(url, applicationRole),
      application_name: "coulisses changes",
      keepAlive: true,
      connectionTimeoutMillis: 10_000,
      query_timeout: 10_000,
    };
    this.#running = this.#run();
  }

  send(messages: readonly string[]): void {
    if (this.state === "pooled") return;
    for (const message of messages)
      if (this.#waiting.size < mostWaiting) this.#waiting.add(message);
    this.#wake.resolve();
  }

  close(): Promise<void> {
    this.#end.abort();
    this.#wake.resolve();
    return this.#running;
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (!this.#end.signal.aborted) {
      const since = performance.now();
      await this.#connection();
      failures = performance.now() - since > longestWait ? 0 : failures + 1;
      // Jitter: processes that lost their connections together do not come back together.
      const backOff = Math.min(firstWait * 2 ** failures, longestWait) * (0.5 + Math.random() / 2);
      await this.#pause(this.state === "pooled" ? millisecondsPooled : backOff);
    }
  }

  /** Opens a connection and works on it until it is lost or the channel is closed. */
  async #connection(): Promise<void> {
    const client = new pg.Client(this.#config);
    const lost = new AbortController();
    const lose = () => {
      lost.abort();
      this.#wake.resolve();
    };
    client.once("end", lose);
    // Without a listener, the event would end the process.
    client.on("error", lose);
    client.on("notification", ({ payload = "" }) => this.#options.onMessage(payload));
    try {
      await client.connect();
      if (await isPooled(client)) return this.#become("pooled");
      await client.query(`listen ${channelName}`);
      this.#become("listening");
      await this.#work(client, lost.signal);
    } catch {
      // The next connection may succeed; until then the state says it.
    } finally {
      if (this.state !== "pooled") this.#become("away");
      // Not awaited: the server may never answer.
      client.end().catch(() => {});
    }
    return undefined;
  }

  /** Sends what waits, and tries the connection out when there is nothing to send. */
  async #work(client: pg.Client, lost: AbortSignal): Promise<void> {
    while (!lost.aborted && !this.#end.signal.aborted) {
      if (this.#waiting.size === 0) await this.#awake();
      const messages = [...this.#waiting].slice(0, mostAtOnce);
      const text = "select pg_notify($1, message) from unnest($2::text[]) as message";
      await client.query(text, [channelName, messages]);
      for (const message of messages) this.#waiting.delete(message);
      if (messages.length > 0) await this.#pause(millisecondsBetweenSends);
    }
  }

  /** Waits until there is something to do, or it is time to try the connection out. */
  async #awake(): Promise<void> {
    const check = setTimeout(() => this.#wake.resolve(), millisecondsBetweenChecks);
    check.unref();
    await this.#wake.promise;
    clearTimeout(check);
    this.#wake = Promise.withResolvers<void>();
  }

  async #pause(milliseconds: number): Promise<void> {
    const { signal } = this.#end;
    await wait(milliseconds, undefined, { signal, ref: false }).catch(() => {});
  }

  #become(state: ChannelState): void {
    if (this.state === state) return;
    this.state = state;
    if (!this.#end.signal.aborted) this.#options.onState(state);
  }
}

/** A pooler gives its clients keys of its own, which do not name the process that serves them. */
async function isPooled(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  const { processID }: { processID?: unknown } = Object(client);
  return rows[0]?.pid !== processID;
}
