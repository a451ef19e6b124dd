import { formatPosition, type Position } from "@coulisses/api/changes/rules";
import type { Signal } from "@coulisses/api/kit/signals";

type Sent = [position: string, signal: Signal];

/** Signals that wait for a slow reader; above it they become one `reload`. */
const mostWaiting = 500;

/** What is on its way to the reader of one stream, in order. Its memory is bounded. */
export class Outbox implements AsyncIterable<Sent> {
  #waiting: Sent[] = [];
  #ended: { error: Error } | undefined;
  #wake = Promise.withResolvers<void>();

  /** Called once, when the stream ends for any reason. */
  onEnd = (): void => {};

  push(position: Position, signal: Signal): void {
    if (this.#ended) return;
    // Of those who are present, only the latest list counts.
    if (signal.type === "present")
      this.#waiting = this.#waiting.filter(([, { type }]) => type !== "present");
    const isOver = this.#waiting.length >= mostWaiting;
    if (isOver || signal.type === "reload")
      this.#waiting = this.#waiting.filter(([, { type }]) => type === "present");
    this.#waiting.push([formatPosition(position), isOver ? { type: "reload" } : signal]);
    this.#wake.resolve();
  }

  /** Ends the stream: with an error, which the reader gets, or so that the reader begins a new one. */
  end(error: Error = new DOMException("", "AbortError")): void {
    if (this.#ended) return;
    this.#ended = { error };
    this.#wake.resolve();
    this.onEnd();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Sent, void> {
    for (;;) {
      const next = this.#waiting.shift();
      if (next) yield next;
      else if (this.#ended) throw this.#ended.error;
      else {
        await this.#wake.promise;
        this.#wake = Promise.withResolvers();
      }
    }
  }
}
