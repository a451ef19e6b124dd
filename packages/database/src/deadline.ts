import { AsyncLocalStorage } from "node:async_hooks";
import { Unavailable } from "./unavailable.ts";

/** One piece of work, and why the database did not answer it, if it did not. */
export interface Run {
  readonly deadline: Deadline;
  fault: Unavailable | undefined;
}

const current = new AsyncLocalStorage<Run>();

/**
 * Limits how long the work of one caller may take. When its time is over, or the caller has gone, the
 * work fails with `Unavailable`: a statement that runs is cancelled on the server, no other begins,
 * and a transaction that is not yet being committed is rolled back.
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

  /** @param milliseconds from the start of the first of several pieces of work that run at once */
  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  /** The one that the present work runs under. */
  static current(): Deadline | undefined {
    return current.getStore()?.deadline;
  }

  /** The present work itself. To be asked before a socket is: its callbacks belong to other work. */
  static work(): Run | undefined {
    return current.getStore();
  }

  /** Why no statement may begin any more. */
  get over(): Unavailable | undefined {
    return this.#over;
  }

  /**
   * Does a piece of work under this deadline.
   *
   * @throws Unavailable when the time is over before the work is done, and when the database did not
   *   answer it, even if a library in between took that for another failure, or for success
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

  /** The caller has gone: nobody waits for what still runs. */
  cancel(): void {
    if (this.#running > 0) this.#end("The caller has gone");
  }

  /**
   * Calls `stop` if the time is over.
   *
   * @returns what makes it forget `stop`
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
