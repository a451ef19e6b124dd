import { hash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { anotherOrganisation, countStatements, refusal, testApi } from "./factory.ts";
import { mostSwept, sweepAnswers } from "./idempotency.ts";
import { appRouter } from "../router.ts";

const whole = await testApi();
const { context, database } = whole;
const { db } = database;

/** A claim of an unknown caller. */
const digestOf = (key: string) => hash("sha256", JSON.stringify(["open", null, key]), "buffer");

/** The procedures, called with a key. */
function keyed(value: string) {
  const replays: number[] = [];
  const idempotency = { value, calls: 1, onReplay: (place: number) => replays.push(place) };
  const keyedContext = { ...context, idempotency };
  return { context: keyedContext, api: appRouter.createCaller(keyedContext), replays };
}

describe("an idempotency key costs", () => {
  const artist = { name: "Camille", availabilities: [] };

  test("one more statement, one in total for a repeated call, none without a key", async () => {
    const count = (of: object) =>
      countStatements({ ...whole, context: { ...context, ...of } }, (api) =>
        api.artists.create(artist),
      );
    const without = await count({});
    expect(await count(keyed("counted").context)).toBe(without + 1);
    expect(await count(keyed("counted").context)).toBe(1);
  });
});

test("a stored answer is marked as a replay, and a first answer is not", async () => {
  const first = keyed("told");
  const made = await first.api.artists.create({ name: "Told" });
  const again = keyed("told");
  expect(await again.api.artists.create({ name: "Told" })).toEqual(made);
  expect([first.replays, again.replays]).toEqual([[], [0]]);
});

test("a stored answer that no longer fits its schema is refused with 409, not 500", async () => {
  const artist = { name: "Upgraded" };
  await keyed("upgraded").api.artists.create(artist);
  await db
    .updateTable("idempotency_keys")
    .set({ outcome: JSON.stringify({ answer: { name: "Upgraded" } }) })
    .where("key", "=", digestOf("upgraded"))
    .execute();
  const again = keyed("upgraded");
  expect(await refusal(again.api.artists.create(artist))).toMatchObject({
    status: 409,
    code: "answer_not_kept",
    detail: "The call was done by another version of the server, which answers in another form",
  });
  expect(again.replays).toEqual([]);
});

test("the database refuses a second row for the same key", async () => {
  const { id: organisation_id } = await anotherOrganisation(whole);
  const row = { organisation_id, key: digestOf("twice") };
  await db.insertInto("idempotency_keys").values(row).execute();
  await expect(db.insertInto("idempotency_keys").values(row).execute()).rejects.toThrow(
    /idempotency_keys_pkey/,
  );
});

test("a call whose input is refused stores nothing under its key", async () => {
  const { api } = keyed("judged");
  expect((await refusal(api.artists.create({ name: "" }))).code).toBe("invalid_input");
  const stored = db
    .selectFrom("idempotency_keys")
    .select("key")
    .where("key", "=", digestOf("judged"));
  expect(await stored.execute()).toEqual([]);
});

test("concurrent sweeps share the rows in batches, within one organisation", async () => {
  const { id: organisation_id } = await anotherOrganisation(whole);
  const { id: other } = await anotherOrganisation(whole);
  const created_at = "2020-01-01T00:00:00Z";
  const rows = Array.from({ length: mostSwept + 10 }, (_, i) => ({
    organisation_id,
    key: digestOf(`old-${i}`),
    created_at,
  }));
  await db.insertInto("idempotency_keys").values(rows).execute();
  await db
    .insertInto("idempotency_keys")
    .values({ organisation_id: other, key: digestOf("old"), created_at })
    .execute();
  const sweep = () => sweepAnswers(db, organisation_id);
  const swept = await Promise.all([sweep(), sweep(), sweep()]);
  const last = await sweep();
  expect(Math.max(...swept, last)).toBeLessThanOrEqual(mostSwept);
  expect([...swept, last].reduce((sum, one) => sum + one)).toBe(mostSwept + 10);
  expect(await sweepAnswers(db, other)).toBe(1);
});
