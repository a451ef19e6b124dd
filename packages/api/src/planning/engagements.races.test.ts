import { open, openForApplication } from "@coulisses/database";
import { sql } from "kysely";
import { afterAll, describe, expect, inject, test } from "vitest";
import type { Problem } from "../kit/errors.ts";
import { as, refusal, testApi } from "../kit/factory.ts";
import { broken, stage } from "./engagements.factory.ts";

const whole = await testApi();
const { api } = whole;
const { mission, artist } = await stage(whole);

/** Two servers on one database: a pool has ten connections, and 16 planners need one each. */
const servers = await Promise.all(
  [1, 2].map(() => openForApplication(`${whole.url}?application_name=planner`, async () => {})),
);
const doors = servers.map(({ db }) => as({ ...whole, context: { ...whole.context, db } }, {}));
const close = () => Promise.all(servers.map((server) => server.close()));
afterAll(close);

const rounds = 5 * inject("effort");
/** Overrides working-time rules, which these races are not about. */
const override_reason = "test";
const numbers = (length: number) => Array.from({ length }, (_, i) => i);

const owner = await open(whole.url);
afterAll(() => owner.close());

type Call = (planner: typeof api) => Promise<unknown>;
/** The refusal of a call; undefined if it succeeded. */
type Ending = Problem | undefined;

interface Tally {
  name: string;
  callers: number;
  won: number;
  conflicts: number;
  worst: number;
}
const tallies: Tally[] = [];

/**
 * Runs a race several times: `prepare` returns the calls of one round, which start at once, and a check of
 * their results. Losers get a reason, never a 500.
 */
async function race(
  name: string,
  prepare: (round: number) => Promise<{ calls: Call[]; judge?: (endings: Ending[]) => unknown }>,
): Promise<Tally> {
  const tally = { name, callers: 0, won: 0, conflicts: 0, worst: 0 };
  // A server that has run for a minute has these statistics already.
  await sql`analyze`.execute(owner.db);
  for (let round = 0; round < rounds; round += 1) {
    const { calls, judge } = await prepare(round);
    const endings = await Promise.all(
      calls.map(async (call, i) => {
        const began = performance.now();
        const ending = await endingOf(call(doors[i % doors.length] ?? api));
        tally.worst = Math.max(tally.worst, performance.now() - began);
        return ending;
      }),
    );
    tally.callers = Math.max(tally.callers, calls.length);
    tally.won += won(endings);
    tally.conflicts += endings.filter((ending) => ending?.status === 409).length;
    const strange = endings.filter((ending) => ending && ![404, 409].includes(ending.status));
    expect(strange).toEqual([]);
    await judge?.(endings);
  }
  tallies.push(tally);
  expect(await broken(whole)).toEqual([]);
  return tally;
}

async function endingOf(call: Promise<unknown>): Promise<Ending> {
  const [outcome] = await Promise.allSettled([call]);
  return outcome.status === "rejected" ? refusal(Promise.reject(outcome.reason)) : undefined;
}

function won(endings: Ending[]): number {
  return endings.filter((ending) => ending === undefined).length;
}

const artistsOf = (length: number) =>
  Promise.all(numbers(length).map((i) => artist(`Artist ${i}`)));

type Times = readonly [from: string, to: string];

async function pair(one: Times, two: Times) {
  const first = await mission(...one);
  return [first, await mission(...two, { on: first.on })] as const;
}

/** Consecutive missions, which one person can take all of. */
async function row(length: number, more: { positions: { count: number }[] }) {
  const hour = (i: number) => 10 + i;
  const { on } = await mission();
  return Promise.all(
    numbers(length).map((i) => mission(`${hour(i)}:00`, `${hour(i)}:45`, { on, ...more })),
  );
}

interface Item {
  position_id: string;
  artist_id: string;
}

const placing =
  (items: Item[], status: "option" | "confirmed") =>
  (planner: typeof api): Promise<{ outcomes: { engagement: { id: string } | null }[] }> =>
    planner.engagements.create({
      engagements: items.map((item) => ({ ...item, status, override_reason })),
    });

/** Places them before the race. @returns the ids of the engagements */
async function place(items: Item[], status: "option" | "confirmed" = "option") {
  const { outcomes } = await placing(items, status)(api);
  return outcomes.map(({ engagement }) => engagement?.id ?? "");
}

const confirming =
  (...ids: string[]): Call =>
  (planner) =>
    planner.engagements.confirm({
      engagements: ids.map((engagement_id) => ({ engagement_id, override_reason })),
    });

const moving =
  ({ id: mission_id, on }: { id: string; on: string }, [from, to]: Times): Call =>
  (planner) =>
    planner.missions.update({ mission_id, starts_at: `${on}T${from}`, ends_at: `${on}T${to}` });

describe("concurrent planners", () => {
  test("of 16 who confirm one artist on overlapping missions, exactly one wins", async () => {
    const tally = await race("One person, 16 overlapping missions", async () => {
      const artist_id = await artist("Wanted");
      const { on } = await mission();
      // All of them at noon, no two at the same times.
      const missions = await Promise.all(
        numbers(16).map((i) => mission(`11:${10 + i}`, `12:${50 - i}`, { on })),
      );
      const options = await place(missions.map(({ position_id }) => ({ position_id, artist_id })));
      return {
        calls: options.map((id) => confirming(id)),
        judge(endings) {
          expect(won(endings)).toBe(1);
          const winner = endings.indexOf(undefined);
          const { title, starts_at, ends_at } = missions[winner] ?? {};
          const params = { name: "Wanted", other: { title, venue: "Pont", starts_at, ends_at } };
          const found = { rule: "overlap", params, engagements: [options[winner]] };
          const detail = expect.stringContaining(`Wanted is confirmed on ${title} (Pont)`);
          for (const ending of endings.filter((one) => one !== undefined)) {
            expect(ending).toMatchObject({ status: 409, detail });
            const { findings } = Object(ending.current);
            expect(findings).toContainEqual(expect.objectContaining(found));
          }
        },
      };
    });
    expect(tally).toMatchObject({ won: rounds, conflicts: rounds * 15 });
    const { rows } = await sql<{ count: string }>`
      select count(*) from pg_stat_activity
      where datname = current_database() and application_name = 'planner'
    `.execute(whole.database.db);
    expect(Number(rows[0]?.count)).toBeGreaterThanOrEqual(16);
  });

  test("of 16 who fill the last seat of a position, one wins; the others answer `full`", async () => {
    const tally = await race("The last seat of a position", async () => {
      const { position_id } = await mission();
      const artists = await artistsOf(16);
      return {
        calls: artists.map((artist_id) => placing([{ position_id, artist_id }], "confirmed")),
        judge(endings) {
          expect(won(endings)).toBe(1);
          for (const ending of endings.filter((one) => one !== undefined))
            expect(ending.detail).toBe("The position takes 1, and 1 are confirmed");
        },
      };
    });
    expect(tally).toMatchObject({ won: rounds, conflicts: rounds * 15 });
  });

  test("of two missions moved onto each other at once, one moves", async () => {
    const tally = await race("Two missions moved onto each other", async () => {
      const artist_id = await artist("Moved");
      const missions = await pair(["08:00", "10:00"], ["20:00", "22:00"]);
      const items = missions.map(({ position_id }) => ({ position_id, artist_id }));
      await place(items, "confirmed");
      return {
        calls: missions.map((one) => moving(one, ["14:00", "16:00"])),
        judge: (endings) => expect(won(endings)).toBe(1),
      };
    });
    expect(tally).toMatchObject({ won: rounds, conflicts: rounds });
  });
});

describe("a confirmation while the mission changes", () => {
  test("either the confirmation or the conflicting move succeeds, not both", async () => {
    const tally = await race("Confirm, while a mission is moved", async (round) => {
      const artist_id = await artist("Between");
      const [first, second] = await pair(["08:00", "12:00"], ["14:00", "18:00"]);
      const options = await place([{ position_id: first.position_id, artist_id }]);
      await place([{ position_id: second.position_id, artist_id }], "confirmed");
      // Either where the option is goes to where they are confirmed, or the other way round.
      const move =
        round % 2 === 0 ? moving(first, ["15:00", "17:00"]) : moving(second, ["09:00", "11:00"]);
      return {
        calls: [confirming(...options), move],
        judge: (endings) => expect(won(endings)).toBe(1),
      };
    });
    expect(tally).toMatchObject({ won: rounds, conflicts: rounds });
  });

  test("a cancelled mission has nobody on it, whoever was engaged meanwhile", async () => {
    const refusals = new Set<string>();
    await race("Confirm, while the mission is cancelled", async (round) => {
      const positions = [{ count: 16 }];
      const { id: mission_id, position_id } = await mission("14:00", "18:00", { positions });
      const artists = await artistsOf(15);
      const items = artists.map((artist_id) => ({ position_id, artist_id }));
      const confirms = (await place(items.slice(0, 8))).map((id) => confirming(id));
      // The cancellation did not lock the artists placed now.
      const places = (round % 2 === 0 ? [] : items.slice(8)).map((item) =>
        placing([item], "confirmed"),
      );
      const cancel: Call = (planner) =>
        planner.missions.update({ mission_id, status: "cancelled" });
      return {
        calls: [cancel, ...confirms, ...places],
        judge([ending]) {
          refusals.add(`${round % 2 === 0 ? "confirmed" : "placed"}: ${ending?.detail}`);
          return cancel(api);
        },
      };
    });
    const known = [
      "confirmed: undefined",
      "placed: undefined",
      "placed: Somebody was engaged on it at this moment: try again",
    ];
    expect(known).toEqual(expect.arrayContaining([...refusals]));
  });

  test("either the lowered count or the second confirmation succeeds, not both", async () => {
    const tally = await race("Confirm, while the count is lowered", async () => {
      const positions = [{ count: 2 }];
      const { id: mission_id, position_id } = await mission("14:00", "18:00", { positions });
      const artists = await artistsOf(2);
      const items = artists.map((artist_id) => ({ position_id, artist_id }));
      const [one = "", two = ""] = await place(items);
      const lower: Call = (planner) =>
        planner.missions.update({ mission_id, positions: [{ id: position_id, count: 1 }] });
      return {
        calls: [confirming(one), lower, confirming(two)],
        judge: (endings) => expect(won(endings)).toBe(2),
      };
    });
    expect(tally).toMatchObject({ won: rounds * 2, conflicts: rounds });
  });
});

describe("batches of confirmations", () => {
  test("an artist deleted meanwhile leaves nothing behind, without a deadlock", async () => {
    const tally = await race("Confirm, while the artist is deleted", async () => {
      const artist_id = await artist("Leaving");
      const others = await artistsOf(6);
      const missions = await row(6, { positions: [{ count: 16 }] });
      const itemsOf = (who: string) =>
        missions.map(({ position_id }) => ({ position_id, artist_id: who }));
      const own = await place(itemsOf(artist_id));
      await confirming(...own.slice(0, 3))(api);
      const remove: Call = (planner) => planner.artists.delete({ artist_id });
      return {
        calls: [
          remove,
          ...others.map((other) => placing(itemsOf(other), "confirmed")),
          ...own.slice(3).map((id) => confirming(id)),
        ],
        judge: (endings) => expect(won(endings.slice(0, 7))).toBe(7),
      };
    });
    expect(tally.won).toBeGreaterThanOrEqual(rounds * 7);
  });

  test("the same 20 in opposite orders: one batch confirms all, without a deadlock", async () => {
    const tally = await race("The same 20, in opposite orders", async () => {
      const missions = await row(5, { positions: [{ count: 4 }] });
      const artists = await artistsOf(4);
      const items = missions.flatMap(({ position_id }) =>
        artists.map((artist_id) => ({ position_id, artist_id })),
      );
      const ids = await place(items);
      return {
        calls: numbers(4).map((i) => confirming(...(i % 2 === 0 ? ids : ids.toReversed()))),
        judge(endings) {
          expect(won(endings)).toBe(1);
          const reasons = new Set(endings.flatMap((ending) => ending?.detail ?? []));
          expect([...reasons]).toEqual(["It is confirmed already"]);
        },
      };
    });
    expect(tally).toMatchObject({ won: rounds, conflicts: rounds * 3 });
  });
});

test("all operations that lock run in opposite orders without a deadlock", async () => {
  const tally = await race("All that locks, in opposite orders", async () => {
    const missions = await row(4, { positions: [{ count: 4 }, { count: 4 }] });
    const artists = await artistsOf(4);
    const items = missions.flatMap(({ position_id }) =>
      artists.map((artist_id) => ({ position_id, artist_id })),
    );
    const ids = await place(items);
    const [first, second] = missions;
    const [one = "", leaving = ""] = artists;
    if (first === undefined || second === undefined) throw new Error("There are four missions");
    const availabilities = [{ start: `${first.on}T08:00:00`, end: `${first.on}T23:00:00` }];
    const publishing =
      (some: { id: string }[]): Call =>
      (planner) =>
        planner.missions.publish({ missions: some.map(({ id }) => ({ mission_id: id })) });
    const movingAll =
      (some: { id: string; starts_at: string; ends_at: string }[]): Call =>
      (planner) =>
        planner.missions.updateMany({
          missions: some.map(({ id: mission_id, starts_at, ends_at }) => ({
            mission_id,
            starts_at: Temporal.Instant.from(starts_at).add({ minutes: 5 }).toString(),
            ends_at: Temporal.Instant.from(ends_at).add({ minutes: 5 }).toString(),
          })),
        });
    const planning =
      (some: string[]): Call =>
      (planner) =>
        planner.plannings.create({
          event_date: first.on,
          artists: some.map((id, i) => ({ id, name: `Named ${i}`, availabilities })),
        });
    return {
      calls: [
        confirming(...ids),
        publishing(missions),
        planning(artists),
        moving(first, ["20:00", "20:45"]),
        movingAll(missions),
        movingAll(missions.toReversed()),
        (planner) => planner.profiles.update({ artist_id: one, notes: "Permis B" }),
        (planner) => planner.artists.delete({ artist_id: leaving }),
        confirming(...ids.toReversed()),
        publishing(missions.toReversed()),
        planning(artists.toReversed()),
        (planner) => planner.missions.update({ mission_id: second.id, status: "cancelled" }),
        (planner) =>
          planner.missions.duplicate({ mission_ids: missions.map(({ id }) => id), days: [400] }),
      ],
    };
  });
  expect(tally.callers).toBe(13);
});

test("the database counted no deadlock in these tests", async () => {
  // A connection reports its statistics when it closes, at the latest.
  await close();
  const { rows } = await sql<{ deadlocks: string }>`
    select deadlocks from pg_stat_database where datname = current_database()
  `.execute(whole.database.db);
  expect(Number(rows[0]?.deadlocks)).toBe(0);
});

/** For docs/performance.md. No test asserts a duration. */
afterAll(() => {
  const lines = tallies.map(
    ({ name, callers, won: winners, conflicts, worst }) =>
      `| ${name} | ${rounds} | ${callers} | ${winners} | ${conflicts} | ${worst.toFixed(0)} |\n`,
  );
  const header = "| Race | Rounds | Callers | Won | 409 | Worst ms |\n|---|--:|--:|--:|--:|--:|\n";
  process.stdout.write(`${header}${lines.join("")}`);
});
