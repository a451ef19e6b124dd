import { randomUUID } from "node:crypto";
import type { Week } from "../planning/weeks.ts";
import type { Season } from "../season.ts";

/** One call of the load. */
export interface Call {
  title: string;
  path: string;
  /** As `fetch` takes it. */
  init: { method: string; headers?: Record<string, string>; body?: string };
}

/** The number of writes before a repeated write: the first must have been answered by then. */
const writesBetween = 100;

/**
 * Calls of planners: 14 reads for 6 writes, over both doors. One write in ten is
 * sent again with its idempotency key, as after a lost answer.
 */
export function mixOf({ artists, event_date }: Season, weeks: Week[]): () => Call {
  const artist = inTurn(artists);
  const week = inTurn(weeks);
  const planning = () => ({ event_date, artists: [artist(), artist()] });
  const makers: [times: number, make: () => Call][] = [
    [4, () => get("REST, one artist", `/api/v1/artists/${artist().id}`)],
    [4, () => query("tRPC, one artist", "artists.get", { artist_id: artist().id })],
    [2, () => get("REST, a page of artists", "/api/v1/artists?limit=100")],
    [2, () => query("tRPC, a page of plannings", "plannings.list", { limit: 20 })],
    [2, () => get("REST, the calendar of a week", `/api/v1/calendar?${timesOf(week())}`)],
    [2, () => send("REST, a planning made", ["POST", "/api/v1/plannings", planning()])],
    [2, () => send("tRPC, a planning made", ["POST", "/trpc/plannings.create", planning()])],
    [2, () => replacing("REST, an artist replaced", artist())],
  ];
  const make = inTurn(interleaved(makers));
  const writes: Call[] = [];
  let written = 0;
  return () => {
    const call = make()();
    if (call.init.method === "GET") return call;
    written += 1;
    const [earlier] = writes;
    if (written % 10 === 0 && earlier !== undefined && writes.length > writesBetween)
      return { ...earlier, title: "a write sent again" };
    writes.push(call);
    if (writes.length > writesBetween + 1) writes.shift();
    return call;
  };
}

function inTurn<T>(values: T[]): () => T {
  let turn = 0;
  return () => {
    const value = values[turn++ % values.length];
    if (value === undefined) throw new Error("There is nothing to take turns with");
    return value;
  };
}

/** Each item as often as asked, with equal ones far apart. */
function interleaved<T>(values: [times: number, value: T][]): T[] {
  const places = values.flatMap(([times, value]) =>
    Array.from({ length: times }, (_, i) => ({ at: (i + 0.5) / times, value })),
  );
  return places.toSorted((a, b) => a.at - b.at).map(({ value }) => value);
}

function timesOf({ from, to }: Week): string {
  return new URLSearchParams({ from, to }).toString();
}

function get(title: string, path: string): Call {
  return { title, path, init: { method: "GET" } };
}

function query(title: string, procedure: string, input: object): Call {
  const text = new URLSearchParams({ input: JSON.stringify(input) }).toString();
  return get(title, `/trpc/${procedure}?${text}`);
}

function send(title: string, [method, path, body]: [string, string, object]): Call {
  const headers = { "content-type": "application/json", "idempotency-key": randomUUID() };
  return { title, path, init: { method, headers, body: JSON.stringify(body) } };
}

function replacing(title: string, { id, ...body }: Season["artists"][number]): Call {
  return send(title, ["PUT", `/api/v1/artists/${id}`, body]);
}
