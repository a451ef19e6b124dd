import { withBody } from "@coulisses/api/kit/factory";
import type { Signal } from "@coulisses/api/kit/signals";
import type { Caller } from "@coulisses/api/kit/context";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { createCompany, guarded, openAsOwner, testApp } from "../factory.ts";
import { overRest } from "../operations.factory.ts";
import { addressOf, follow, type Following } from "./factory.ts";

// A slow machine is no overload here.
const settings = { ...guarded, MAX_EVENT_LOOP_DELAY: "0" };
const { app, databaseUrl } = await testApp(settings);
const { app: other } = await testApp({ ...settings, DATABASE_URL: databaseUrl });
const [url, otherUrl] = [await addressOf(app), await addressOf(other)];
const db = await openAsOwner(databaseUrl);
const bearer = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });
const company = await createCompany(db, "Théâtre du Pont");
const planner = bearer(company.keys.planner);

/** Creates an artist through a process. @returns the id */
async function createArtist(
  name: string,
  { through = app, headers = planner }: { through?: typeof app; headers?: typeof planner } = {},
) {
  const { id }: { id: string } = (
    await through.inject(overRest(withBody("POST", "/artists", { name }), headers))
  ).json();
  return id;
}

/** Follows the changes from now on. */
async function followNow({ headers = planner, ...given }: Following & { at?: string } = {}) {
  const reader = await follow(given.at ?? url, { headers, ...given });
  await reader.until((signal) => signal.type === "ready");
  // What was committed in the last ten seconds is told first.
  const noun_id = await createArtist("marker", { headers });
  const { id: start } = await reader.until(
    (signal) => signal.type === "changed" && signal.noun_id === noun_id,
  );
  return { ...reader, start };
}

/** Makes a key of the company. */
async function newKey(role: Caller["role"]) {
  const { id, key } = await company.api.keys.create({ name: "Screen", role });
  return { id, headers: bearer(key) };
}

/** Revokes a key through a process. */
async function revoke(id: string, through = app): Promise<void> {
  const path = `/keys/${id}`;
  const answer = await through.inject(
    overRest({ method: "DELETE", path }, bearer(company.keys.admin)),
  );
  expect(answer.statusCode).toBeLessThan(300);
}

describe("a stream of changes", () => {
  test("tells changes in order, by id and noun, with who made them", async () => {
    const reader = await followNow();
    const ids = [await createArtist("A"), await createArtist("B"), await createArtist("C")];
    for (const id of ids)
      expect((await reader.next()).signal).toEqual({
        type: "changed",
        event_id: expect.any(String),
        noun: "artist",
        noun_id: id,
        by: { kind: "key", id: expect.any(String) },
        missions: [],
        engagements: [],
        artists: [id],
        is_partial: false,
      });
    reader.close();
  });

  test("names the missions, engagements and people of a change of the plan", async () => {
    const artist_id = await createArtist("Hélène");
    const venue = await company.api.venues.create({ name: "Pont", time_zone: "Europe/Paris" });
    const { headers } = await newKey("planner");
    const reader = await followNow({ headers });
    const send = async (path: string, body: object) =>
      (await app.inject(overRest(withBody("POST", path, body), headers))).json();
    const mission = await send("/missions", {
      venue_id: venue.id,
      title: "Montage",
      kind: "montage",
      starts_at: "2027-07-14T09:00",
      ends_at: "2027-07-14T13:00",
      positions: [{}],
    });
    expect((await reader.next()).signal).toMatchObject({
      noun: "mission",
      missions: [mission.id],
      engagements: [],
    });
    const { outcomes } = await send("/engagements", {
      engagements: [{ position_id: mission.positions[0].id, artist_id }],
    });
    expect((await reader.next()).signal).toMatchObject({
      noun: "engagement",
      missions: [mission.id],
      engagements: [outcomes[0].engagement.id],
      artists: [artist_id],
    });
    reader.close();
  });

  test("begins after the last signal that was received before a cut", async () => {
    const reader = await followNow();
    const first = await createArtist("first");
    const { id: after, signal } = await reader.next();
    expect(signal).toMatchObject({ noun_id: first });
    reader.close();
    const missed = [await createArtist("missed"), await createArtist("missed too")];
    const again = await follow(otherUrl, { headers: planner, after });
    expect((await again.next()).signal.type).toBe("ready");
    for (const noun_id of missed) expect((await again.next()).signal).toMatchObject({ noun_id });
    const later = await createArtist("later");
    expect((await again.next()).signal).toMatchObject({ noun_id: later });
    again.close();
  });

  test.each([
    { what: "is ahead of the audit log", after: "1.zzzzz" },
    { what: "was never given out", after: "yesterday" },
  ])("has the page reload if its position $what", async ({ after }) => {
    const reader = await follow(url, { headers: planner, after });
    expect((await reader.next()).signal).toEqual({ type: "reload" });
    reader.close();
  });

  test("has the page reload once if more than 500 changes were missed", async () => {
    const { id, keys } = await createCompany(db, "Compagnie du Quai");
    const headers = bearer(keys.planner);
    const { start, close } = await followNow({ headers });
    close();
    await sql`
      select record_change(${id}, 'open', null, 'test', 'artists.create', 'artist',
        gen_random_uuid(), '{}', '{}', '{}') from generate_series(1, 501)`.execute(db);
    const again = await follow(url, { headers, after: start });
    expect((await again.next()).signal).toEqual({ type: "reload" });
    const noun_id = await createArtist("later", { headers });
    expect((await again.next()).signal).toMatchObject({ noun_id });
    again.close();
  });

  test("never tells of another organisation's changes", async () => {
    const stranger = await createCompany(db, "Compagnie du Quai");
    const headers = bearer(stranger.keys.planner);
    const [ours, theirs] = [await followNow(), await followNow({ headers })];
    const place = await createArtist("theirs", { headers });
    const mine = await createArtist("ours");
    expect((await ours.next()).signal).toMatchObject({ noun_id: mine });
    expect((await theirs.next()).signal).toMatchObject({ noun_id: place });
    ours.close();
    // A position of ours tells them nothing of ours.
    const taken = await follow(url, { headers, after: ours.start });
    const noun_id = await createArtist("theirs again", { headers });
    expect((await taken.next()).signal).toEqual({ type: "reload" });
    const told = await taken.until((signal) => signal.type === "changed");
    expect(told.signal).toMatchObject({ noun_id });
    for (const reader of [theirs, taken]) reader.close();
  });
});

describe("with several processes", () => {
  test("a change through one is told by the other", async () => {
    const reader = await followNow({ at: otherUrl });
    const noun_id = await createArtist("elsewhere");
    expect((await reader.next()).signal).toMatchObject({ noun_id });
    reader.close();
  });

  test("changes are told while and after the listening connection is killed", async () => {
    const reader = await followNow({ at: otherUrl });
    const { rows } = await sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'coulisses changes'
    `.execute(db);
    expect(rows.length).toBeGreaterThan(1);
    for (const name of ["during", "after", "later"]) {
      const noun_id = await createArtist(name);
      expect((await reader.next()).signal).toMatchObject({ noun_id });
    }
    reader.close();
  });
});

describe("a stream ends", () => {
  test.each([
    { where: "this process", through: app },
    { where: "another process", through: other },
  ])("with the reason when its key is revoked through $where", async ({ through }) => {
    const { id, headers } = await newKey("planner");
    const reader = await followNow({ headers });
    await revoke(id, through);
    expect(await reader.ended()).toMatchObject({ code: "unauthenticated" });
  });

  test("without a reason when the role changes, so that another one begins", async () => {
    const { id, headers } = await newKey("planner");
    const reader = await followNow({ headers });
    await db.updateTable("keys").set({ role: "viewer" }).where("id", "=", id).execute();
    await revoke((await newKey("viewer")).id);
    expect(await reader.ended()).toBeUndefined();
    const again = await follow(url, { headers, after: reader.start });
    expect(again.status).toBe(200);
    again.close();
  });

  test("when the server stops, which does not wait for its reader", async () => {
    const { app: stopping } = await testApp({ ...settings, DATABASE_URL: databaseUrl });
    const at = await addressOf(stopping);
    const reader = await followNow({ at });
    const closed = stopping.close();
    expect(await reader.ended()).toBeUndefined();
    await closed;
  });
});

describe("a stream is refused", () => {
  test("to an artist, and without a key", async () => {
    for (const headers of [bearer(company.keys.artist), {}]) {
      const reader = await follow(url, { headers });
      const status = "authorization" in headers ? 403 : 401;
      expect(reader.status).toBe(status);
      expect(await reader.refusal()).toMatchObject({ error: { data: { problem: { status } } } });
    }
  });

  test("to a method other than GET, and begins for no HEAD", async () => {
    const call = { url: "/trpc/changes.watch", headers: planner };
    const head = await app.inject({ ...call, method: "HEAD" });
    expect([head.statusCode, head.headers["content-type"], head.body]).toEqual([
      200,
      "text/event-stream",
      "",
    ]);
    const headers = { ...planner, "content-type": "application/json" };
    const post = await app.inject({ ...call, headers, method: "POST", payload: "{}" });
    expect([post.statusCode, post.headers.allow]).toEqual([405, "GET, HEAD"]);
  });

  test("beyond ten of one key, until one is closed", async () => {
    const { headers } = await newKey("viewer");
    const open = () => follow(url, { headers });
    const readers = [];
    for (let opened = 0; opened < 10; opened += 1) readers.push(await open());
    expect(readers.map(({ status }) => status)).toEqual(readers.map(() => 200));
    const refused = await open();
    expect(refused.status).toBe(429);
    expect(await refused.refusal()).toMatchObject({
      error: { message: expect.stringContaining("10 streams of changes") },
    });
    readers[0]?.close();
    await expect.poll(async () => (await open()).status).toBe(200);
    for (const { close } of readers) close();
  });
});

test("a stream outlives the limits of requests, and is neither compressed nor stored", async () => {
  const { app: strict } = await testApp({
    REQUEST_TIMEOUT: "0.5",
    SEND_TIMEOUT: "0.5",
    MAX_EVENT_LOOP_DELAY: "0",
  });
  const at = await addressOf(strict);
  const headers = { "accept-encoding": "gzip, br" };
  const response = await fetch(`${at}/trpc/changes.watch`, { headers });
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "text/event-stream",
    "cache-control": "no-cache, no-transform",
    "x-accel-buffering": "no",
  });
  expect(response.headers.has("content-encoding")).toBe(false);
  let text = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    // The server sends one every ten seconds.
    if (text.includes("event: ping")) break;
  }
  expect(text).toContain("event: ping");
});

describe("who is present", () => {
  const pages = Array.from({ length: 3 }, () => crypto.randomUUID());
  const [here = "", elsewhere = "", later = ""] = pages;
  const namesIn = (signal: Signal) =>
    signal.type === "present" &&
    signal.people
      .map(({ page_id }) => page_id)
      .toSorted()
      .join();
  const show = (through: typeof app, page_id: string, mission_id: string | null) =>
    through.inject(overRest(withBody("PUT", "/presence", { page_id, mission_id }), planner));

  test("is told to the readers of all processes, with what they have selected", async () => {
    const mission_id = crypto.randomUUID();
    const reader = await follow(url, { headers: planner, page_id: here });
    const another = await follow(otherUrl, { headers: planner, page_id: elsewhere });
    const both = [here, elsewhere].toSorted().join();
    for (const each of [reader, another]) await each.until((signal) => namesIn(signal) === both);
    expect((await show(app, elsewhere, mission_id)).statusCode).toBe(204);
    const { signal } = await reader.until(
      (one) => one.type === "present" && one.people.some((person) => person.mission_id !== null),
    );
    expect(signal).toMatchObject({
      people: expect.arrayContaining([
        {
          page_id: elsewhere,
          id: expect.any(String),
          name: "planner of Théâtre du Pont",
          mission_id,
        },
      ]),
    });
    another.close();
    await reader.until((one) => namesIn(one) === here);
    reader.close();
  });

  test("leaves with its stream, also if its selection arrives later", async () => {
    const reader = await follow(url, { headers: planner, page_id: here });
    const leaving = await follow(url, { headers: planner, page_id: later });
    const both = [here, later].toSorted().join();
    await reader.until((signal) => namesIn(signal) === both);
    leaving.close();
    expect((await show(app, later, crypto.randomUUID())).statusCode).toBe(204);
    await reader.until((signal) => namesIn(signal) === here);
    reader.close();
  });

  test("is not told to another organisation, nor recorded", async () => {
    const stranger = await createCompany(db, "Compagnie du Quai");
    const theirs = await follow(url, {
      headers: bearer(stranger.keys.planner),
      page_id: crypto.randomUUID(),
    });
    const before = await db.selectFrom("audit_events").select("id").execute();
    await show(app, later, null);
    const { signal } = await theirs.until((one) => one.type === "present");
    expect(JSON.stringify(signal)).not.toContain("Pont");
    expect(await db.selectFrom("audit_events").select("id").execute()).toHaveLength(before.length);
    theirs.close();
  });
});
