import type { LightMyRequestResponse } from "fastify";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { openAsOwner, testApp } from "./factory.ts";

const most = 2 ** 20;
const { app, databaseUrl } = await testApp({ ANSWER_LIMIT: String(most) });
const db = await openAsOwner(databaseUrl);
// As much as the schema accepts for an artist; together several times the limit of an answer.
await sql`
  insert into artists (organisation_id, id, name)
  select id, gen_random_uuid(), 'Artist ' || n from organisations, generate_series(1, 60) as n
`.execute(db);
await sql`
  insert into availabilities (organisation_id, artist_id, start, "end")
  select organisation_id, id, at, at + interval '30 minutes 1 microsecond'
  from artists, generate_series(0, 999) as n,
    lateral (select '2027-01-01'::timestamp + n * interval '1 hour 1 microsecond' as at) as slot
`.execute(db);

interface Page {
  items: { id: string }[];
  next_cursor: string | null;
}

/** The answer to a batch of lists of artists. */
async function batch(inputs: { limit?: number; cursor?: string }[]) {
  const paths = inputs.map(() => "artists.list").join(",");
  const input = encodeURIComponent(JSON.stringify(Object.fromEntries(inputs.entries())));
  const { body } = await app.inject({ url: `/trpc/${paths}?batch=1&input=${input}` });
  const answers: { result: { data: Page } }[] = JSON.parse(body);
  return { bytes: Buffer.byteLength(body), pages: answers.map(({ result }) => result.data) };
}

describe("an answer of many large items", () => {
  test("is bounded in bytes over REST, and its links lead to each item once", async () => {
    const seen: string[] = [];
    let url: string | undefined = "/api/v1/artists";
    while (url !== undefined) {
      const { body, headers }: LightMyRequestResponse = await app.inject({ url });
      expect(Buffer.byteLength(body)).toBeLessThanOrEqual(most + 2);
      const items: { id: string }[] = JSON.parse(body);
      seen.push(...items.map(({ id }) => id));
      url = /^<(.*)>; rel="next"$/.exec(String(headers["link"] ?? ""))?.[1];
    }
    expect(seen).toHaveLength(60);
    expect(new Set(seen).size).toBe(60);
  });

  test("is bounded in bytes as a whole for a batch of twenty lists", async () => {
    const lists = Array.from({ length: 20 }, () => ({ limit: 1000 }));
    const { bytes, pages } = await batch(lists);
    // One artist is larger than a twentieth of this limit, the lowest that can be set.
    const largest = Math.max(...pages.map(({ items }) => JSON.stringify(items).length));
    expect(pages.map(({ items }) => items.length)).toEqual(lists.map(() => 1));
    expect(bytes).toBeLessThanOrEqual(20 * (largest + 300));
    expect(largest).toBeLessThan(80_000);
  });

  test("shares its bytes evenly between two lists of a batch", async () => {
    const { bytes, pages } = await batch([{}, {}]);
    expect(bytes).toBeLessThanOrEqual(most + 600);
    const [one, other] = pages;
    expect(one?.items.length).toBeGreaterThan(3);
    expect(other).toEqual(one);
    const next = await batch([{ cursor: one?.next_cursor ?? "" }]);
    expect(next.pages[0]?.items.length).toBeGreaterThan(2 * (one?.items.length ?? 0) - 1);
  });
});
