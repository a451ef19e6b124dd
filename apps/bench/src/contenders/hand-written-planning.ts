import { randomUUID } from "node:crypto";
import type pg from "pg";

interface Slot {
  start: string;
  end: string;
}

export interface PlanningBody {
  event_date: string;
  artists: { id?: string; name: string; availabilities?: Slot[] }[];
}

type Outcome = { planning: object } | { status: 400 | 422; detail: string };

const time = {
  type: "string",
  format: "iso-date-time",
  // One spelling of each time, so that text compares as time.
  pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$`,
};

export const planningBody = {
  type: "object",
  additionalProperties: false,
  required: ["event_date", "artists"],
  properties: {
    event_date: { type: "string", format: "date" },
    artists: {
      type: "array",
      maxItems: 500,
      items: {
        type: "object",
        additionalProperties: false,
        required: ["name"],
        properties: {
          id: { type: "string", format: "uuid" },
          name: { type: "string", minLength: 1, maxLength: 255 },
          availabilities: {
            type: "array",
            maxItems: 1000,
            items: {
              type: "object",
              additionalProperties: false,
              required: ["start", "end"],
              properties: { start: time, end: time },
            },
          },
        },
      },
    },
  },
};

const statements = {
  artists: {
    name: "save artists",
    text: `
      insert into artists (organisation_id, id, name)
      select $1, artist.id, artist.name
      from unnest($2::uuid[], $3::text[]) as artist (id, name)
      order by artist.id
      on conflict (organisation_id, id) do update
        set name = excluded.name
        where artists.name <> excluded.name`,
  },
  availabilities: {
    name: "add availabilities",
    // Looking for existing rows is faster than running into conflicts.
    text: `
      insert into availabilities (organisation_id, artist_id, start, "end")
      select $1, slot.artist_id, slot.start, slot.end
      from unnest($2::uuid[], $3::timestamp[], $4::timestamp[]) as slot (artist_id, start, "end")
      where not exists (
        select from availabilities as known
        where known.organisation_id = $1 and known.artist_id = slot.artist_id
          and known.start = slot.start and known.end = slot.end
      )
      on conflict do nothing`,
  },
  planning: {
    name: "insert planning",
    text: `insert into plannings (organisation_id, id, event_date) values ($1, $2, $3)`,
  },
  assignments: {
    name: "insert assignments",
    text: `
      insert into assignments (organisation_id, planning_id, artist_id, start, "end")
      select $1, $2, choice.artist_id, choice.start, choice.end
      from unnest($3::uuid[], $4::timestamp[], $5::timestamp[]) as choice (artist_id, start, "end")`,
  },
};

export async function createPlanning(
  pool: pg.Pool,
  organisationId: string,
  { event_date, artists }: PlanningBody,
): Promise<Outcome> {
  const people: { id: string; name: string }[] = [];
  const slots: (Slot & { artist_id: string })[] = [];
  const choices: (Slot & { artist_id: string })[] = [];
  for (const { id = randomUUID(), name, availabilities = [] } of artists) {
    const artist_id = id.toLowerCase();
    people.push({ id: artist_id, name });
    let earliest: Slot | undefined;
    for (const { start, end } of availabilities) {
      if (end <= start) return { status: 422, detail: "Availability end must be after start" };
      slots.push({ artist_id, start, end });
      const isEarlier =
        earliest === undefined ||
        start < earliest.start ||
        (start === earliest.start && end < earliest.end);
      if (start.startsWith(event_date) && isEarlier) earliest = { start, end };
    }
    if (earliest === undefined)
      return { status: 400, detail: `Artist '${name}' has no availability for ${event_date}` };
    choices.push({ artist_id, ...earliest });
  }
  if (new Set(people.map(({ id }) => id)).size < people.length)
    return { status: 422, detail: "An artist appears twice" };
  choices.sort((a, b) =>
    a.start === b.start ? order(a.artist_id, b.artist_id) : order(a.start, b.start),
  );
  const planning_id = randomUUID();
  await inTransaction(pool, async (client) => {
    const save = (statement: { name: string; text: string }, ...values: unknown[]) =>
      client.query({ ...statement, values: [organisationId, ...values] });
    await save(
      statements.artists,
      people.map(({ id }) => id),
      people.map(({ name }) => name),
    );
    await save(statements.availabilities, ...columns(slots));
    await save(statements.planning, planning_id, event_date);
    await save(statements.assignments, planning_id, ...columns(choices));
  });
  const assignments = choices.map(({ artist_id, ...slot }) => ({ artist_id, slot }));
  return { planning: { planning_id, event_date, assignments } };
}

function columns(slots: (Slot & { artist_id: string })[]): string[][] {
  return [
    slots.map(({ artist_id }) => artist_id),
    slots.map(({ start }) => start),
    slots.map(({ end }) => end),
  ];
}

function order(a: string, b: string): number {
  return a < b ? -1 : 1;
}

async function inTransaction(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<void>,
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await work(client);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}
