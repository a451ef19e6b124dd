import { type HTTPHeaders, TRPCClientError, type TRPCFetch } from "@trpc/client";
import { eventsIn, type ServerEvent } from "./server-events.ts";

export interface EventSourceOptions {
  fetch: TRPCFetch;
  headers: () => Promise<HTTPHeaders>;
}

type Listener = (event: object) => void;

/** Milliseconds before a stream that was cut begins again; they double with each failure, up to the longest. */
const firstWait = 500;
const longestWait = 5000;

/** Statuses with which the same request may succeed later, besides those of the server's own failures. */
const temporary = new Set([408, 429]);

/**
 * A stream of server-sent events, as tRPC's link reads it. It sends headers and tells why a stream was refused, both of
 * which browsers' own `EventSource` does not, and Node has none.
 */
export class FetchedEventSource {
  readonly CONNECTING = 0;
  readonly OPEN = 1;
  readonly CLOSED = 2;
  readyState: number = this.CONNECTING;
  readonly #url: string;
  readonly #options: EventSourceOptions;
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #end = new AbortController();
  #lastEventId = "";
  #failures = 0;

  constructor(url: string, options: EventSourceOptions) {
    this.#url = url;
    this.#options = options;
    void this.#run();
  }

  addEventListener(type: string, listener: Listener): void {
    const listeners = this.#listeners.get(type) ?? new Set();
    this.#listeners.set(type, listeners.add(listener));
  }

  removeEventListener(type: string, listener: Listener): void {
    this.#listeners.get(type)?.delete(listener);
  }

  close(): void {
    this.readyState = this.CLOSED;
    this.#end.abort();
  }

  async #run(): Promise<void> {
    while (!this.#end.signal.aborted) {
      const failure = await this.#read().catch((error: unknown) => ({ error, retryAfter: 0 }));
      if (this.#end.signal.aborted) return;
      this.readyState = this.CONNECTING;
      const wait = Math.max(failure.retryAfter * 1000, waitAfter(this.#failures));
      this.#failures += 1;
      this.#tell("error", cutOff(failure.error, wait));
      await pause(wait, this.#end.signal);
    }
  }

  /** Reads the stream until it is cut. @returns why */
  async #read(): Promise<{ error: unknown; retryAfter: number }> {
    const headers = new Headers(Object.entries(await this.#options.headers()).flatMap(pairs));
    headers.set("accept", "text/event-stream");
    if (this.#lastEventId !== "") headers.set("last-event-id", this.#lastEventId);
    const { signal } = this.#end;
    const asked = { headers, signal, cache: "no-store" } as const;
    const response = await this.#options.fetch(this.#url, asked);
    if (!(response instanceof Response)) throw new TypeError("fetch must answer a Response");
    if (!isStream(response)) return this.#refused(response);
    this.readyState = this.OPEN;
    for await (const event of eventsIn(response.body)) {
      if (signal.aborted) break;
      this.#failures = 0;
      this.#dispatch(event);
    }
    return { error: new Error("The stream of changes was cut"), retryAfter: 0 };
  }

  /** A refusal that the same request would get again ends the stream. */
  async #refused(response: Response): Promise<{ error: unknown; retryAfter: number }> {
    const { status } = response;
    const body: unknown = await response.json().catch(() => undefined);
    if (isRefusal(body) && status < 500 && !temporary.has(status)) {
      this.#tell("serialized-error", { data: JSON.stringify(body.error) });
      this.close();
    }
    const error = isRefusal(body) ? body : new Error(`The server answered ${status}`);
    return { error, retryAfter: Number(response.headers.get("retry-after")) || 0 };
  }

  #dispatch({ type, data, id }: ServerEvent): void {
    if (id !== undefined) this.#lastEventId = id;
    this.#tell(type, { data, lastEventId: this.#lastEventId });
  }

  #tell(type: string, event: object): void {
    for (const listener of this.#listeners.get(type) ?? []) listener(event);
  }
}

function waitAfter(failures: number): number {
  const whole = Math.min(firstWait * 2 ** failures, longestWait);
  // Jitter: pages that a server has lost together do not come back together.
  return whole / 2 + (Math.random() * whole) / 2;
}

function pairs([name, value]: [string, string | string[] | undefined]): [string, string][] {
  return value === undefined ? [] : [value].flat().map((one) => [name, one]);
}

/** The key of `meta` that holds how long the stream waits. */
const retryKey = "retryIn";

function cutOff(cause: unknown, wait: number): TRPCClientError<never> {
  const error = typeof cause === "object" && cause !== null ? cause : new Error(String(cause));
  return TRPCClientError.from(error, { meta: { [retryKey]: wait } });
}

/**
 * Milliseconds after which a stream that was cut begins again; undefined for an error of another kind.
 *
 * @example
 * client.changes.watch.subscribe(undefined, {
 *   onData: ({ data }) => refresh(data),
 *   onConnectionStateChange: ({ error }) => show(retryIn(error)),
 * });
 */
export function retryIn(error: unknown): number | undefined {
  const wait = error instanceof TRPCClientError ? error.meta?.[retryKey] : undefined;
  return typeof wait === "number" ? wait : undefined;
}

function isStream({ status, headers }: Response): boolean {
  return status === 200 && headers.get("content-type")?.startsWith("text/event-stream") === true;
}

function isRefusal(body: unknown): body is { error: { message: string; code: number } } {
  if (typeof body !== "object" || body === null || !("error" in body)) return false;
  const { error } = body;
  return (
    typeof error === "object" &&
    error !== null &&
    "message" in error &&
    "code" in error &&
    typeof error.message === "string" &&
    typeof error.code === "number"
  );
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
