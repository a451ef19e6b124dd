import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { random } from "./random.ts";

/** The writes of clients, and which were acknowledged, to be compared with the database. */
export class Ledger {
  /** The mark of each write, which is in its row. */
  readonly sent: string[] = [];
  readonly acknowledged = new Set<string>();
  /** Answers by status; 0 is no answer. */
  readonly answers = new Map<number, number>();
  /** Answers that no fault excuses: neither success nor "try again". */
  readonly unexpected: string[] = [];
  requests = 0;
  #lastFault = Infinity;
  #isRecovering = false;
  /** The longest time from a fault to an acknowledged write, in milliseconds. */
  worstRecovery = 0;
  faults = 0;

  /** To be called when a fault is over; for an instant fault, after its injection. */
  fault(): void {
    this.faults += 1;
    this.#lastFault = performance.now();
    this.#isRecovering = true;
  }

  get isRecovering(): boolean {
    return this.#isRecovering;
  }

  acknowledge(mark: string, startedAt: number): void {
    this.acknowledged.add(mark);
    // Writes that were sent before the fault do not count as recovery.
    if (!this.#isRecovering || startedAt < this.#lastFault) return;
    this.#isRecovering = false;
    this.worstRecovery = Math.max(this.worstRecovery, performance.now() - this.#lastFault);
  }

  count(status: number): void {
    this.requests += 1;
    this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
  }
}

/** The status of a repeated call while the first is in flight. */
const passing = new Set([0, 409, 429, 502, 503, 504]);

/** One logical write, in each of the ways that clients write. */
interface Write {
  path: string;
  body: object;
}

const writes: ((mark: string) => Write)[] = [
  (mark) => ({ path: "/api/v1/artists", body: { name: mark } }),
  (mark) => ({ path: "/trpc/artists.create", body: { name: mark } }),
  (mark) => ({ path: "/api/v1/plannings", body: planningOf(mark) }),
  (mark) => ({ path: "/trpc/plannings.create", body: planningOf(mark) }),
];

function planningOf(mark: string) {
  const availabilities = [{ start: "2027-07-14T09:00:00", end: "2027-07-14T13:00:00" }];
  return { event_date: "2027-07-14", artists: [{ name: mark, availabilities }] };
}

export interface Load {
  /** Waits until writes in flight are acknowledged, or `millis` have passed, and ends. */
  stop(millis?: number): Promise<void>;
}

/**
 * Clients that write one after the other, and repeat each write with its key until it is
 * acknowledged.
 *
 * @param url asked before each request, such as that of one of two servers
 */
export function startWriters(
  ledger: Ledger,
  url: () => string,
  headers: Record<string, string> = {},
): Load {
  const stopping = new AbortController();
  const over = new AbortController();
  const clientsEnded = Array.from({ length: 8 }, async () => {
    while (!stopping.signal.aborted) {
      const mark = `mark ${randomUUID()}`;
      const make = writes[Math.floor(random() * writes.length)] ?? writes[0];
      if (make) await write(ledger, url, { mark, ...make(mark), headers, signal: over.signal });
    }
  });
  return {
    async stop(millis = 30_000) {
      stopping.abort();
      const timer = globalThis.setTimeout(() => over.abort(), millis);
      await Promise.all(clientsEnded);
      clearTimeout(timer);
    },
  };
}

interface Repeated extends Write {
  mark: string;
  headers: Record<string, string>;
  signal: AbortSignal;
}

async function write(
  ledger: Ledger,
  url: () => string,
  { mark, path, body, headers, signal }: Repeated,
): Promise<void> {
  ledger.sent.push(mark);
  const key = randomUUID();
  while (!signal.aborted) {
    const startedAt = performance.now();
    const { status, text } = await post(url() + path, { key, body, headers, signal });
    ledger.count(status);
    if (status === 200 || status === 201) return ledger.acknowledge(mark, startedAt);
    if (!passing.has(status)) ledger.unexpected.push(`${status} ${path}: ${text.slice(0, 300)}`);
    await setTimeout(20 + random() * 80);
  }
}

interface Request {
  key?: string;
  body: object;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** Sends one request. @returns status 0 where no answer came */
export async function post(
  url: string,
  { key, body, headers, signal }: Request,
): Promise<{ status: number; text: string; headers: Headers }> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(key && { "idempotency-key": key }),
        ...headers,
      },
      body: JSON.stringify(body),
      signal: AbortSignal.any([AbortSignal.timeout(30_000), ...(signal ? [signal] : [])]),
    });
    return { status: answer.status, text: await answer.text(), headers: answer.headers };
  } catch (error) {
    return { status: 0, text: String(error), headers: new Headers() };
  }
}
