import { describe, expect, test } from "vitest";
import { refusal, testApi } from "../kit/factory.ts";
import { findHolder } from "./queries.ts";
import { hashOf } from "./rules.ts";

const whole = await testApi();
const { api, database } = whole;
const future = "2999-12-31T23:59:59Z";

describe("a key", () => {
  test("is shown once, when it is created, and stored hashed", async () => {
    const { key, ...made } = await api.keys.create({ name: "Ticketing", role: "planner" });
    expect(key).toMatch(/^clk_[\w-]{43}$/);
    expect(made).toEqual({
      id: expect.any(String),
      name: "Ticketing",
      role: "planner",
      artist_id: null,
      start: key.slice(0, 8),
      expires_at: null,
      created_at: expect.any(String),
      last_used_at: null,
    });
    expect((await api.keys.list()).items).toContainEqual(made);
    expect(
      JSON.stringify(await database.db.selectFrom("keys").selectAll().execute()),
    ).not.toContain(key);
  });

  test("authenticates its holder, with organisation and role", async () => {
    const { key, id } = await api.keys.create({ name: "Door", role: "viewer", expires_at: future });
    expect(await findHolder(database.db, await hashOf(key))).toEqual({
      kind: "key",
      id,
      name: "Door",
      role: "viewer",
      artist_id: null,
      organisation: { id: expect.any(String), language: null },
      expires_at: "2999-12-31T23:59:59+00:00",
      revoked_at: null,
    });
  });

  test("is revoked once, and then no longer listed", async () => {
    const { id: key_id } = await api.keys.create({ name: "Lost", role: "viewer" });
    await api.keys.revoke({ key_id });
    expect((await api.keys.list()).items.map(({ id }) => id)).not.toContain(key_id);
    expect(await refusal(api.keys.revoke({ key_id }))).toMatchObject({
      status: 404,
      detail: `Key ${key_id} not found`,
    });
  });

  test.each([
    { what: "an artist's key without artist", input: { role: "artist" as const } },
    {
      what: "a key of another role with an artist",
      input: { role: "viewer" as const, artist_id: crypto.randomUUID() },
    },
    { what: "a key without a name", input: { name: "", role: "viewer" as const } },
    {
      what: "a key that has expired",
      input: { role: "viewer" as const, expires_at: "2020-01-01T00:00:00Z" },
    },
  ])("is refused: $what", async ({ input }) => {
    expect((await refusal(api.keys.create({ name: "Bad", ...input }))).code).toBe("invalid_input");
  });

  test("of an unknown artist is not created", async () => {
    const artist_id = crypto.randomUUID();
    const made = api.keys.create({ name: "Nobody", role: "artist", artist_id });
    expect((await refusal(made)).detail).toBe(`Artist ${artist_id} not found`);
  });

  test("is listed newest first, page by page", async () => {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await api.keys.list({ limit: 1, cursor });
      names.push(...page.items.map(({ name }) => name));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(names).toEqual(["Door", "Ticketing"]);
  });
});
