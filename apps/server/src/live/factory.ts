import type { Signal } from "@coulisses/api/kit/signals";
import type { FastifyInstance } from "fastify";
import { afterAll, expect } from "vitest";

/** A signal as it arrives, with the position after it. */
export interface Arrived {
  id: string;
  signal: Signal;
}

/** A stream of changes that a test reads. */
export interface Reader {
  status: number;
  /** The whole answer of a stream that is refused. */
  refusal: () => Promise<unknown>;
  /** The next signal, but for those of who is present. */
  next: () => Promise<Arrived>;
  /** Waits for a signal. */
  until: (isIt: (signal: Signal) => boolean) => Promise<Arrived>;
  /** Waits until the server has ended the stream. @returns the problem, if it told one */
  ended: () => Promise<unknown>;
  /** Disconnects, as a browser does. */
  close: () => void;
}

/** The address of an application, which begins to listen. */
export async function addressOf(app: FastifyInstance): Promise<string> {
  return app.listen({ host: "127.0.0.1", port: 0 });
}

/** Follows the changes of the caller's organisation. */
export async function follow(
  url: string,
  { headers = {}, after, page_id }: Following = {},
): Promise<Reader> {
  const end = new AbortController();
  afterAll(() => end.abort());
  const input = encodeURIComponent(JSON.stringify({ page_id }));
  const response = await fetch(`${url}/trpc/changes.watch?input=${input}`, {
    headers: { ...headers, ...(after !== undefined && { "last-event-id": after }) },
    signal: end.signal,
  });
  const isStream = response.headers.get("content-type") === "text/event-stream";
  const events = isStream ? eventsOf(response) : undefined;
  async function nextEvent(): Promise<Event | undefined> {
    const read = await events?.next();
    return read?.done === false ? read.value : undefined;
  }
  const until: Reader["until"] = async (isIt) => {
    for (;;) {
      const event = await nextEvent();
      if (event === undefined) return expect.unreachable("the stream ended");
      if (event["event"] !== undefined) continue;
      const signal: Signal = JSON.parse(event["data"] ?? "");
      if (isIt(signal)) return { id: event["id"] ?? "", signal };
    }
  };
  return {
    status: response.status,
    refusal: () => response.json(),
    next: () => until(({ type }) => type !== "present"),
    until,
    async ended() {
      let problem: unknown;
      for (;;) {
        const event = await nextEvent();
        if (event === undefined) return problem;
        if (event["event"] === "serialized-error")
          ({ problem } = JSON.parse(event["data"] ?? "").data);
      }
    },
    close: () => end.abort(),
  };
}

export interface Following {
  headers?: Record<string, string>;
  /** The position of the last signal that was received. */
  after?: string;
  page_id?: string;
}

type Event = Partial<Record<string, string>>;

async function* eventsOf({ body }: Response): AsyncGenerator<Event, void> {
  let text = "";
  for await (const chunk of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    const parts = text.split("\n\n");
    text = parts.pop() ?? "";
    for (const part of parts)
      if (part.trim() !== "")
        yield Object.fromEntries(
          part
            .trim()
            .split("\n")
            .map((line) => [
              line.slice(0, line.indexOf(":")),
              line.slice(line.indexOf(":") + 1).trim(),
            ]),
        );
  }
}
