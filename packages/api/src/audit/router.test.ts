import { open } from "@coulisses/database";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { slot } from "../artists/factory.ts";
import { record } from "../kit/change.ts";
import { authorize } from "../kit/context.ts";
import {
  anotherOrganisation,
  as,
  countStatements,
  refusal,
  testApi,
  type TestApi,
} from "../kit/factory.ts";

const whole = await testApi();
const { api } = whole;
const day = "2027-07-14";
const evening = { start: `${day}T20:00:00`, end: `${day}T23:00:00` };
const morning = { start: `${day}T09:00:00`, end: `${day}T12:00:00` };

/** The events that some work records in a new organisation, oldest first. */
async function eventsOf(work: (api: TestApi["api"]) => Promise<unknown>) {
  const own = as(whole, { organisation: await anotherOrganisation(whole) });
  await work(own);
  return (await own.audit.list()).items.toReversed();
}

describe("each change records one event with the values before and after", () => {
  test("an artist created", async () => {
    const events = await eventsOf((own) =>
      own.artists.create({ name: "Hélène", availabilities: [evening] }),
    );
    expect(events).toEqual([
      {
        id: expect.any(String),
        at: expect.any(String),
        actor: { kind: "open", id: null, name: null },
        procedure: "artists.create",
        noun: "artist",
        noun_id: events[0]?.changes[0]?.artist_id,
        request_id: "test",
        changes: [
          {
            artist_id: expect.any(String),
            before: null,
            after: { name: "Hélène", availabilities: [evening] },
            erased: false,
            schema_version: 1,
          },
        ],
        more_changes: 0,
      },
    ]);
  });

  test("an artist replaced, given other availabilities, deleted", async () => {
    const events = await eventsOf(async (own) => {
      const { id: artist_id } = await own.artists.create({ name: "A", availabilities: [evening] });
      await own.artists.replace({ artist_id, name: "B", availabilities: [] });
      await own.artists.setAvailabilities({ artist_id, availabilities: [morning] });
      await own.artists.delete({ artist_id });
    });
    expect(events.map(({ procedure, changes }) => [procedure, changes[0]])).toMatchObject([
      ["artists.create", { before: null }],
      [
        "artists.replace",
        {
          before: { name: "A", availabilities: [evening] },
          after: { name: "B", availabilities: [] },
        },
      ],
      [
        "artists.setAvailabilities",
        {
          before: { name: "B", availabilities: [] },
          after: { name: "B", availabilities: [morning] },
        },
      ],
      ["artists.delete", { before: { name: "B", availabilities: [morning] }, after: null }],
    ]);
  });

  test("a planning, with the artists that it changed, and no others", async () => {
    const [created, , planned] = await eventsOf(async (own) => {
      const known = await own.artists.create({ name: "Known", availabilities: [evening] });
      const renamed = await own.artists.create({ name: "Before", availabilities: [evening] });
      await own.plannings.create({
        event_date: day,
        artists: [
          known,
          { ...renamed, name: "After", availabilities: [morning] },
          { name: "New", availabilities: [evening] },
        ],
      });
    });
    expect(planned).toMatchObject({ procedure: "plannings.create", noun: "planning" });
    expect(planned?.changes).toMatchObject([
      { artist_id: null, before: null, after: { event_date: day } },
      {
        before: { name: "Before" },
        after: { name: "After", availabilities_added: [morning] },
      },
      { before: null, after: { name: "New", availabilities_added: [evening] } },
    ]);
    expect(planned?.changes).toHaveLength(3);
    expect(JSON.stringify(planned?.changes.slice(1))).not.toContain(created?.noun_id);
  });

  test("a key created and revoked, without the secret; settings changed", async () => {
    const events = await eventsOf(async (own) => {
      const { id, key } = await own.keys.create({ name: "Ticketing", role: "viewer" });
      await own.keys.revoke({ key_id: id });
      await own.organisations.update({ time_zone: "Pacific/Noumea" });
      expect(JSON.stringify(await own.audit.list())).not.toContain(key.slice(8));
    });
    const ticketing = { name: "Ticketing", role: "viewer", artist_id: null, expires_at: null };
    expect(events).toMatchObject([
      { procedure: "keys.create", noun: "key", changes: [{ before: null, after: ticketing }] },
      { procedure: "keys.revoke", noun: "key", changes: [{ before: ticketing, after: null }] },
      {
        procedure: "organisations.update",
        changes: [
          { before: { time_zone: "Europe/Paris" }, after: { time_zone: "Pacific/Noumea" } },
        ],
      },
    ]);
  });

  test("but a refused change records none", async () => {
    const events = await eventsOf(async (own) => {
      const { id } = await own.artists.create({ name: "Once" });
      await refusal(own.artists.create({ id, name: "Twice" }));
      await refusal(own.artists.replace({ artist_id: crypto.randomUUID(), name: "Nobody" }));
      await refusal(own.plannings.create({ event_date: day, artists: [{ name: "Free never" }] }));
      await refusal(
        own.keys.create({ name: "Past", role: "viewer", expires_at: "2020-01-01T00:00:00Z" }),
      );
      await refusal(own.keys.revoke({ key_id: id }));
    });
    expect(events.map(({ procedure }) => procedure)).toEqual(["artists.create"]);
  });
});

describe("the audit log is listed", () => {
  test("newest first, page by page, each event once", async () => {
    const own = as(whole, { organisation: await anotherOrganisation(whole) });
    for (const name of ["A", "B", "C", "D", "E"]) await own.artists.create({ name });
    const names: unknown[] = [];
    let cursor: string | undefined;
    do {
      const page = await own.audit.list({ limit: 2, cursor });
      names.push(...page.items.map(({ changes }) => changes[0]?.after?.["name"]));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(names).toEqual(["E", "D", "C", "B", "A"]);
  });

  test("by time, actor, noun and id", async () => {
    const organisation = await anotherOrganisation(whole);
    const own = as(whole, { organisation });
    const key = await own.keys.create({ name: "Import", role: "planner" });
    const program = as(whole, { organisation, kind: "key", id: key.id, role: "planner" });
    const { id } = await program.artists.create({
      name: "Hélène",
      availabilities: [slot(day, "09:00", "10:00")],
    });
    const { planning_id } = await own.plannings.create({
      event_date: day,
      artists: [{ id, name: "Hélène", availabilities: [evening] }],
    });
    const procedures = async (filter: Parameters<typeof own.audit.list>[0]) =>
      (await own.audit.list(filter)).items.map(({ procedure }) => procedure);

    expect(await procedures({ noun: "artist" })).toEqual(["artists.create"]);
    expect(await procedures({ actor: key.id })).toEqual(["artists.create"]);
    expect(await procedures({ id: planning_id })).toEqual(["plannings.create"]);
    expect(await procedures({ id })).toEqual(["plannings.create", "artists.create"]);
    expect(await procedures({ to: "2020-01-01T00:00:00Z" })).toEqual([]);
    expect(await procedures({ from: "2020-01-01T00:00:00Z" })).toHaveLength(3);
    const [event] = (await own.audit.list({ actor: key.id })).items;
    expect(event?.actor).toEqual({ kind: "key", id: key.id, name: "Import" });
  });

  test("with one statement, whatever its size", async () => {
    for (const limit of [1, 1000])
      expect(await countStatements(whole, (counted) => counted.audit.list({ limit }))).toBe(1);
  });
});

describe("an artist who is anonymised", () => {
  test("has no name in the audit log any more, and its hashes stay valid", async () => {
    const organisation = await anotherOrganisation(whole);
    const own = as(whole, { organisation });
    const name = "Aurélie Unforgettable";
    const { id: artist_id } = await own.artists.create({ name, availabilities: [evening] });
    await own.artists.replace({ artist_id, name: `${name}-Martin` });
    const planning = await own.plannings.create({
      event_date: day,
      artists: [{ id: artist_id, name, availabilities: [evening] }],
    });
    const login = await own.keys.create({ name: `Phone of ${name}`, role: "artist", artist_id });
    expect(await own.artists.anonymise({ artist_id })).toEqual({
      id: artist_id,
      name: "Anonyme",
      availabilities: [],
    });

    const { items } = await own.audit.list();
    expect(JSON.stringify(items)).not.toContain("Unforgettable");
    expect(
      items.map(({ procedure, changes }) => [procedure, changes.map(({ erased }) => erased)]),
    ).toEqual([
      ["artists.anonymise", []],
      ["keys.create", [true]],
      ["plannings.create", [false, true]],
      ["artists.replace", [true]],
      ["artists.create", [true]],
    ]);
    const { planning_id } = planning;
    expect(await own.plannings.get({ planning_id })).toEqual(planning);
    expect((await own.keys.list()).items).not.toContainEqual(
      expect.objectContaining({ id: login.id }),
    );
    expect(await own.audit.verify()).toMatchObject({ events: 5, chains: 1, faults: [] });
    expect(await dumpOf(whole)).not.toContain("Unforgettable");
  });
});

/** The whole database, as text. */
async function dumpOf({ database: { db } }: TestApi): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'`.execute(
    db,
  );
  const texts = tables.map(async ({ name }) => {
    const { rows } = await sql<{
      text: string;
    }>`select t::text as text from ${sql.table(name)} as t`.execute(db);
    return rows.map(({ text }) => text).join("\n");
  });
  return (await Promise.all(texts)).join("\n");
}

describe("verification finds that the audit log was manipulated", async () => {
  const owner = await open(whole.url);
  const rewrite = (...statements: string[]) =>
    owner.db.connection().execute(async (session) => {
      // An administrator of the server can disable the triggers.
      await sql`set session_replication_role = replica`.execute(session);
      for (const statement of statements) await sql.raw(statement).execute(session);
      await sql`set session_replication_role = origin`.execute(session);
    });

  async function recordOfThree() {
    const organisation = await anotherOrganisation(whole);
    const own = as(whole, { organisation });
    for (const name of ["A", "B", "C"]) await own.artists.create({ name });
    expect((await own.audit.verify()).faults).toEqual([]);
    const where = `where organisation_id = '${organisation.id}'`;
    const faults = async () =>
      (await own.audit.verify()).faults.map(({ height, fault }) => [height, fault]);
    return { where, faults };
  }

  test("if an event was changed", async () => {
    const { where, faults } = await recordOfThree();
    await rewrite(`update audit_events set procedure = 'artists.delete' ${where} and height = 2`);
    expect(await faults()).toEqual([[2, "changed"]]);
  });

  test("if an event was changed and hashed again", async () => {
    const { where, faults } = await recordOfThree();
    await rewrite(
      `update audit_events set procedure = 'artists.delete' ${where} and height = 2`,
      `update audit_events as e set hash = audit_hash(e) ${where} and height = 2`,
    );
    expect(await faults()).toEqual([[3, "changed"]]);
  });

  test("if an event is missing from the middle", async () => {
    const { where, faults } = await recordOfThree();
    await rewrite(
      `delete from audit_values where event_id = (select id from audit_events ${where} and height = 2)`,
    );
    await rewrite(`delete from audit_events ${where} and height = 2`);
    expect(await faults()).toEqual([
      [3, "changed"],
      [3, "missing before it"],
    ]);
  });

  test("if the newest event is missing", async () => {
    const { where, faults } = await recordOfThree();
    await rewrite(`delete from audit_events ${where} and height = 3`);
    expect(await faults()).toEqual([[3, "missing at the end"]]);
  });

  test("if values were changed, or are missing without an anonymisation", async () => {
    const { where, faults } = await recordOfThree();
    await rewrite(
      `update audit_values set after = '{"name":"Z"}' ${where} and after ->> 'name' = 'A'`,
      `delete from audit_values ${where} and after ->> 'name' = 'B'`,
    );
    expect(await faults()).toEqual([
      [1, "values changed"],
      [2, "values missing"],
    ]);
  });
});

describe("16 concurrent writers", () => {
  test("write several chains without waiting, and all hashes are valid", async () => {
    const organisation = await anotherOrganisation(whole);
    const own = as(whole, { organisation });
    const names = Array.from({ length: 160 }, (_, i) => `Artist ${i}`);
    await Promise.all(names.map((name) => own.artists.create({ name })));
    const { events, chains, hash, faults } = await own.audit.verify();
    expect(hash).toMatch(/^[\da-f]{64}$/);
    expect((await own.audit.verify()).hash).toBe(hash);
    await own.artists.create({ name: "One more" });
    expect((await own.audit.verify()).hash).not.toBe(hash);
    expect(events).toBe(160);
    expect(chains).toBeGreaterThan(1);
    expect(faults).toEqual([]);
  });

  test("do not wait for a writer whose transaction is open", async () => {
    const organisation = await anotherOrganisation(whole);
    const own = as(whole, { organisation });
    await own.artists.create({ name: "First" });
    await whole.database.db.transaction().execute(async (trx) => {
      const { context } = whole;
      if (context.caller instanceof Error) throw context.caller;
      const caller = { ...context.caller, organisation };
      const authority = authorize({ ...context, caller }, "artists.create");
      await record(trx, authority, { noun: "artist", id: organisation.id, values: [] });
      await own.artists.create({ name: "Second" });
      expect((await own.audit.verify()).events).toBe(2);
    });
    expect(await own.audit.verify()).toMatchObject({ events: 3, chains: 2, faults: [] });
  });

  test("witness each other's newest event, so that its removal is found", async () => {
    const organisation = await anotherOrganisation(whole);
    const own = as(whole, { organisation });
    await Promise.all(["A", "B", "C", "D"].map((name) => own.artists.create({ name })));
    const where = `where organisation_id = '${organisation.id}'`;
    const { rows } = await sql
      .raw<{ seen: string }>(
        `select chain || ':' || height as seen from audit_chains ${where} order by chain desc limit 1`,
      )
      .execute(whole.database.db);
    await own.artists.create({ name: "Later, on the first chain" });
    const [chain = "", height = ""] = rows[0]?.seen.split(":") ?? [];
    const owner = await open(whole.url);
    await owner.db.connection().execute(async (session) => {
      await sql`set session_replication_role = replica`.execute(session);
      const at = `${where} and chain = ${chain}`;
      await sql.raw(`delete from audit_events ${at} and height = ${height}`).execute(session);
      // The head of the chain is changed to match.
      await sql.raw(`delete from audit_chains ${at} and height = 1`).execute(session);
      await sql
        .raw(
          `update audit_chains set height = height - 1, hash = (select hash from audit_events ${at} order by height desc limit 1) ${at}`,
        )
        .execute(session);
    });
    await owner.close();
    const { faults } = await own.audit.verify();
    expect(faults.map(({ fault }) => fault)).toContain("saw one that is missing");
  });
});

test("the application can neither change nor delete events of the audit log", async () => {
  await api.artists.create({ name: "On record" });
  for (const statement of [
    "update audit_events set procedure = 'x'",
    "delete from audit_events",
    "truncate audit_events cascade",
    "insert into audit_events select * from audit_events",
    "update audit_values set after = 'null'",
    "delete from audit_values",
    "update audit_chains set height = 1",
  ])
    await expect(sql.raw(statement).execute(whole.database.db)).rejects.toThrow(
      "permission denied",
    );
});

test("the owner of the tables cannot change an event by mistake", async () => {
  const owner = await open(whole.url);
  for (const statement of ["update audit_events set procedure = 'x'", "delete from audit_events"])
    await expect(sql.raw(statement).execute(owner.db)).rejects.toThrow(
      "The record is only appended to",
    );
  await owner.close();
});
