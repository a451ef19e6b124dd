import type { Calendar, CalendarQuery, CoulissesClient } from "@coulisses/client";

/** How many people a page has: what is planned with them in a month fits into an answer. */
const pageSize = 100;

/** The calls of a batch share the limit of an answer, which a page of a calendar needs for itself. */
export const alone = { context: { skipBatch: true } };

/** Reads one page of a calendar. */
export function readPage(
  client: CoulissesClient,
  query: CalendarQuery,
  signal?: AbortSignal,
): Promise<Calendar> {
  return client.calendar.get.query(query, { ...alone, ...(signal && { signal }) });
}

interface Reading {
  read: (query: CalendarQuery) => Promise<Calendar>;
  /** Called with what has been read so far, if there is more. */
  onPart: (part: Calendar) => void;
}

/** Reads a calendar of any size, page by page. */
export async function readCalendar(
  query: CalendarQuery,
  { read, onPart }: Reading,
): Promise<Calendar> {
  let all = await read({ ...query, limit: pageSize });
  while (typeof all.next_cursor === "string") {
    onPart(all);
    const { next_cursor: cursor } = all;
    all = joined(all, await read({ ...query, limit: pageSize, cursor }));
  }
  return all;
}

/** Two pages as one: a mission may be in both, and so may somebody whose name changed between the two. */
function joined(before: Calendar, after: Calendar): Calendar {
  return {
    missions: once([...before.missions, ...after.missions], ({ id }) => id),
    engagements: once([...before.engagements, ...after.engagements], ({ id }) => id),
    people: once([...before.people, ...after.people], ({ artist_id }) => artist_id),
    next_cursor: after.next_cursor ?? null,
  };
}

/** Each thing once, as it was read last. */
function once<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => string): Thing[] {
  return [...new Map(things.map((thing) => [keyOf(thing), thing])).values()];
}
