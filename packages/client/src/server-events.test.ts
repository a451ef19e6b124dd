import { expect, test } from "vitest";
import { eventsIn, type ServerEvent } from "./server-events.ts";

/** The events of a body that arrives in pieces. */
async function readPieces(pieces: Uint8Array[]): Promise<ServerEvent[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
  const events = [];
  for await (const event of eventsIn(body)) events.push(event);
  return events;
}

function read(text: string): Promise<ServerEvent[]> {
  return readPieces([new TextEncoder().encode(text)]);
}

test("an event has its type, its data over several lines and its id", async () => {
  const text = "event: ping\ndata\nid: 1\n\n: a comment\ndata: a\ndata:b: c\n\n";
  expect(await read(text)).toEqual([
    { type: "ping", data: "", id: "1" },
    { type: "message", data: "a\nb: c", id: undefined },
  ]);
});

test("an event that was cut is not told", async () => {
  expect(await read("data: whole\r\n\r\ndata: ha")).toEqual([
    { type: "message", data: "whole", id: undefined },
  ]);
});

test("events are the same wherever the stream is cut into pieces", async () => {
  const bytes = new TextEncoder().encode("id: é.1\ndata: Hélène 🎭\n\nevent: x\r\ndata: 2\r\n\r\n");
  const whole = await readPieces([bytes]);
  expect(whole.map(({ data }) => data)).toEqual(["Hélène 🎭", "2"]);
  for (let at = 0; at <= bytes.length; at += 1)
    expect(await readPieces([bytes.slice(0, at), bytes.slice(at)])).toEqual(whole);
});
