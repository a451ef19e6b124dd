import { createTestDatabase } from "@coulisses/database/testing";
import { buildApp } from "@coulisses/server/app";
import { readConfig } from "@coulisses/server/config";
import { afterAll, describe, expect, expectTypeOf, test } from "vitest";
import {
  createClient,
  problemOf,
  type CurrentOf,
  type Engagement,
  type Finding,
  type Inputs,
  type Key,
  type LabourSettings,
  type Mission,
  type MissionCreate,
  type OutsideWork,
  type Outputs,
  type Problem,
  type ProblemCode,
  type Profile,
  type Project,
  type Skill,
  type Venue,
} from "./index.ts";

const app = await buildApp(
  readConfig({ DATABASE_URL: await createTestDatabase(), LOG_LEVEL: "silent" }),
);
const url = await app.listen({ host: "127.0.0.1", port: 0 });
afterAll(() => app.close());

const client = createClient({ url });
const { id: venue_id } = await client.venues.create.mutate({ name: "V", time_zone: "UTC" });

async function problemIn(call: Promise<unknown>): Promise<Problem | undefined> {
  return problemOf(await call.catch((error: unknown) => error));
}

async function missionFrom(starts_at: string, ends_at: string) {
  const given = { venue_id, title: "Montage", kind: "montage" } as const;
  return client.missions.create.mutate({ ...given, starts_at, ends_at, positions: [{}] });
}

async function place(artist_id: string, { positions }: Mission) {
  const engagements = positions.map(({ id }) => ({
    position_id: id,
    artist_id,
    status: "confirmed" as const,
  }));
  return client.engagements.create.mutate({ engagements });
}

describe("the code of a problem gives the type of `current`", () => {
  test("stale: any thing that counts its versions, or null", () => {
    type Thing =
      | Engagement
      | LabourSettings
      | Mission
      | OutsideWork
      | Profile
      | Project
      | Skill
      | { missions: Mission[] }
      | Venue;
    expectTypeOf<Thing | null>().toExtend<CurrentOf<"stale">>();
    type WithPositions = Extract<CurrentOf<"stale">, { positions: unknown }>;
    expectTypeOf<WithPositions>().toEqualTypeOf<Mission>();
  });

  test("conflict: findings, a mission, an engagement, or none", () => {
    type Blocking = Finding & { mission?: { id: string; title: string } };
    expectTypeOf<CurrentOf<"conflict">>().toExtend<
      { findings: Blocking[] } | Engagement | Mission | undefined
    >();
  });

  test("answer_not_kept: an API key without its secret, or none", () => {
    expectTypeOf<CurrentOf<"answer_not_kept">>().toEqualTypeOf<Key | undefined>();
  });

  test("no other code has a `current`", () => {
    type Others = Exclude<ProblemCode, "stale" | "conflict" | "answer_not_kept">;
    expectTypeOf<Problem & { code: Others }>().not.toHaveProperty("current");
  });
});

test("Inputs and Outputs have the types of all procedures", () => {
  expectTypeOf<Inputs["missions"]["create"]>().toEqualTypeOf<MissionCreate>();
  expectTypeOf<Outputs["missions"]["get"]>().toEqualTypeOf<Mission>();
  expectTypeOf<keyof Inputs["engagements"]>().toEqualTypeOf<keyof typeof client.engagements>();
  expectTypeOf<keyof Outputs["engagements"]>().toEqualTypeOf<keyof typeof client.engagements>();
});

describe("a conflict over tRPC", () => {
  test("carries the findings", async () => {
    const { id: artist_id } = await client.artists.create.mutate({ name: "Inès Caron" });
    await place(artist_id, await missionFrom("2027-07-14T09:00", "2027-07-14T13:00"));
    const overlapping = await missionFrom("2027-07-14T12:00", "2027-07-14T15:00");
    const problem = await problemIn(place(artist_id, overlapping));
    if (problem?.code !== "conflict") throw new Error(problem?.code);
    const { current, status } = problem;
    expect(status).toBe(409);
    if (!current || !("findings" in current)) throw new Error("no findings");
    const [worst] = current.findings;
    expect(worst).toMatchObject({ rule: "overlap", level: "block", message: problem.detail });
  });

  test("carries the engagement that has ended already", async () => {
    const { id: artist_id } = await client.artists.create.mutate({ name: "Tom Caron" });
    const mission = await missionFrom("2027-07-16T09:00", "2027-07-16T13:00");
    const { outcomes } = await place(artist_id, mission);
    const engagement_id = outcomes[0]?.engagement?.id ?? "";
    const {
      event_id: _,
      changed: __,
      ...cancelled
    } = await client.engagements.cancel.mutate({
      engagement_id,
    });
    const problem = await problemIn(client.engagements.cancel.mutate({ engagement_id }));
    expect(problem).toMatchObject({ code: "conflict", current: cancelled });
  });

  test("carries no `current` if it has no findings", async () => {
    await missionFrom("2027-07-15T09:00", "2027-07-15T13:00");
    const problem = await problemIn(client.venues.delete.mutate({ venue_id }));
    expect(problem).toMatchObject({ status: 409, code: "conflict" });
    expect(problem).not.toHaveProperty("current");
  });
});

describe("a stale version over tRPC", () => {
  test("carries the mission as it is now, and the change can be sent again", async () => {
    const read = await missionFrom("2027-08-14T09:00", "2027-08-14T13:00");
    const mission_id = read.id;
    await client.missions.update.mutate({ mission_id, title: "Theirs" });
    const mine = { mission_id, title: "Mine", expected_version: read.version };
    const problem = await problemIn(client.missions.update.mutate(mine));
    if (problem?.code !== "stale") throw new Error(problem?.code);
    const { current, status } = problem;
    expect(status).toBe(412);
    if (!current || !("positions" in current)) throw new Error("no mission");
    expect([current.title, mine.title]).toEqual(["Theirs", "Mine"]);
    expect(current).toEqual(await client.missions.get.query({ mission_id }));

    const again = { ...mine, expected_version: current.version };
    expect(await client.missions.update.mutate(again)).toMatchObject({ title: "Mine", version: 3 });
  });

  test("carries null if the thing was deleted", async () => {
    const { id: mission_id, event_id } = await missionFrom("2027-08-15T09:00", "2027-08-15T13:00");
    await client.missions.delete.mutate({ mission_id });
    const problem = await problemIn(client.events.undo.mutate({ event_id: event_id ?? "" }));
    expect(problem).toMatchObject({ status: 412, code: "stale", current: null });
  });
});
