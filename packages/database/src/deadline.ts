import { AsyncLocalStorage } from "node:async_hooks";
import { Unavailable } from "./unavailable.ts";

/** One piece of work under a deadline, and why the database did not answer it. */
export interface Run {
  readonly deadline: Deadline;
  fault: Unavailable | undefined;
}

const current = new AsyncLocalStorage<Run>();

/**
 * Limits how long the work of one caller may take. When the time is over or the caller disconnects, the
 * work fails with `Unavailable`: the running statement is cancelled on the server, no other begins, and
 * the transaction is rolled back unless it is already being committed.
 *
 * @example
 * const deadline = new Deadline(10_000);
 * socket.once("close", () => deadline.cancel());
 * await deadline.run(() => transact(db, work));
 */
export class Deadline {
  readonly #milliseconds: number;
  readonly #stops = new Set<(over: Unavailable) => void>();
  #running = 0;
  #timer: NodeJS.Timeout | undefined;
  #over: Unavailable | undefined;

  /** @param milliseconds from the start of the first of several concurrent pieces of work */
  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  /** The deadline of the present work. */
  static current(): Deadline | undefined {
    return current.getStore()?.deadline;
  }

  /** The present work. Callbacks of sockets may belong to other work: read it before. */
  static work(): Run | undefined {
    return current.getStore();
  }

  /** The reason why no statement may begin any more; undefined while there is time. */
  get over(): Unavailable | undefined {
    return this.#over;
  }

  /**
   * Runs a piece of work under this deadline.
   *
   * @throws Unavailable if the time is over before the work is done, or if the database did not answer,
   *   even if a library in between turned that into another failure or into success
   */
  run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#over) return Promise.reject(this.#over);
    if (this.#running === 0) this.#start();
    this.#running += 1;
    const run: Run = { deadline: this, fault: undefined };
    return new Promise<T>((resolve, reject) => {
      const end = this.onOver(reject);
      const follow = async () => {
        try {
          const value = await current.run(run, work);
          if (run.fault) throw run.fault;
          resolve(value);
        } catch (error) {
          reject(run.fault ?? error);
        } finally {
          end();
          this.#running -= 1;
          if (this.#running === 0) clearTimeout(this.#timer);
        }
      };
      void follow();
    });
  }

  /** Ends the work because the caller has disconnected. */
  cancel(): void {
    if (this.#running > 0) this.#end("The caller has gone");
  }

  /**
   * Calls `stop` when the time is over.
   *
   * @returns a function that removes `stop`
   */
  onOver(stop: (over: Unavailable) => void): () => void {
    this.#stops.add(stop);
    return () => void this.#stops.delete(stop);
  }

  #start(): void {
    const message = `This took longer than ${this.#milliseconds} ms`;
    this.#timer = setTimeout(() => this.#end(message), this.#milliseconds);
  }

  #end(message: string): void {
    const over = new Unavailable("deadline", message);
    this.#over = over;
    clearTimeout(this.#timer);
    for (const stop of this.#stops) stop(over);
  }
}
