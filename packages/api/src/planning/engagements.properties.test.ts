import { openForApplication } from "@coulisses/database";
import fc from "fast-check";
import { afterAll, expect, inject, test } from "vitest";
import type { Caller } from "../kit/context.ts";
import type { Problem } from "../kit/errors.ts";
import { anotherOrganisation, as, refusal, testApi } from "../kit/factory.ts";
import { broken } from "./engagements.factory.ts";
import type { Finding } from "./findings.schema.ts";

const whole = await testApi();
const server = await openForApplication(whole.url, async () => {});
afterAll(() => server.close());

type Api = typeof whole.api;
const absent = "00000000-0000-4000-8000-00000000000f";
/** Overrides working-time rules, which these properties are not about. */
const override_reason = "test";

/** A new organisation, and the things in it that clients know. */
class Company {
  readonly id: string;
  /** On two servers. */
  readonly clients: Api[];
  venue_id = absent;
  artists: string[] = [];
  missions: string[] = [];
  positions: { id: string; mission_id: string }[] = [];
  engagements: string[] = [];

  constructor(organisation: Caller["organisation"]) {
    this.id = organisation.id;
    const { context } = whole;
    this.clients = [whole.database.db, server.db].map((db) =>
      as({ ...whole, context: { ...context, db } }, { organisation }),
    );
  }

  client(i: number): Api {
    return this.clients[i % this.clients.length] ?? whole.api;
  }

  note(missions: { id: string; positions: { id: string }[] }[]): void {
    for (const { id: mission_id, positions } of missions) {
      if (!this.missions.includes(mission_id)) this.missions.push(mission_id);
      for (const { id } of positions)
        if (!this.positions.some((known) => known.id === id))
          this.positions.push({ id, mission_id });
    }
  }
}

async function found(): Promise<Company> {
  const company = new Company(await anotherOrganisation(whole));
  const client = company.client(0);
  const venue = await client.venues.create({ name: "Pont", time_zone: "Europe/Paris" });
  company.venue_id = venue.id;
  for (const name of ["Ada", "Bo", "Cy"])
    company.artists.push((await client.artists.create({ name })).id);
  return company;
}

/** One call. It names things by numbers; `some` maps any number to an existing thing. */
interface Step {
  run: (company: Company, client: Api) => Promise<unknown>;
  [fc.toStringMethod]: () => string;
}

/** A kind of step. Counterexamples show its name and input. */
function step<Given>(
  name: string,
  given: fc.Arbitrary<Given>,
  run: (given: Given, company: Company, client: Api) => Promise<unknown>,
): fc.Arbitrary<Step> {
  return given.map((one) => ({
    run: (company, client) => run(one, company, client),
    [fc.toStringMethod]: () => `${name} ${JSON.stringify(one)}`,
  }));
}

/** The nights of both clock changes, and the hour that clocks show twice. */
const grid = [
  "2026-10-24T14:00",
  "2026-10-24T18:00",
  "2026-10-24T22:00",
  "2026-10-25T00:00",
  "2026-10-25T02:30+02:00",
  "2026-10-25T02:30+01:00",
  "2026-10-25T06:00",
  "2026-10-25T14:00",
  "2027-03-27T14:00",
  "2027-03-27T18:00",
  "2027-03-27T22:00",
  "2027-03-28T00:00",
  "2027-03-28T03:00",
  "2027-03-28T06:00",
  "2027-03-28T14:00",
];
const anyTimes = fc
  .record({ from: fc.nat(grid.length - 2), length: fc.integer({ min: 1, max: 3 }) })
  .map(({ from, length }) => ({
    starts_at: grid[from] ?? "",
    ends_at: grid[Math.min(from + length, grid.length - 1)] ?? "",
  }));
const anyCounts = fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 1, maxLength: 3 });
const anyOne = fc.nat(9);
/** A version that may be stale. */
const anyVersion = fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  fc.record({ expected_version: fc.integer({ min: 1, max: 3 }) }),
);
const anyMode = fc.constantFrom("all" as const, "each" as const);
const anyItem = fc.record({ position: anyOne, artist: fc.nat(2) });
const anyStatus = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ status: "confirmed" as const }) },
  { weight: 3, arbitrary: fc.constant({ status: "option" as const }) },
  fc.constant({ status: "option" as const, expires_at: "2020-01-01T00:00:00Z" }),
);

const some = <Known>(known: Known[], i: number) => known[i % known.length];

function itemOf({ position, artist }: { position: number; artist: number }, company: Company) {
  return {
    position_id: some(company.positions, position)?.id ?? absent,
    artist_id: some(company.artists, artist) ?? absent,
  };
}

const creating = step(
  "missions.create",
  fc.record({ times: anyTimes, counts: anyCounts, pauses: fc.boolean() }),
  async ({ times, counts, pauses }, company, client) => {
    const what = {
      venue_id: company.venue_id,
      title: "Mission",
      kind: "autre" as const,
      positions: counts.map((count) => ({ count })),
      breaks: pauses ? [times] : [],
      ...times,
    };
    company.note([await client.missions.create(what)]);
  },
);

const placing = step(
  "engagements.create",
  fc.record({
    items: fc.array(fc.tuple(anyItem, anyStatus), { minLength: 1, maxLength: 4 }),
    mode: anyMode,
  }),
  async ({ items, mode }, company, client) => {
    const engagements = items.map(([item, status]) => ({
      ...itemOf(item, company),
      ...status,
      override_reason,
    }));
    const { outcomes } = await client.engagements.create({ engagements, mode });
    company.engagements.push(...outcomes.flatMap(({ engagement }) => engagement?.id ?? []));
  },
);

const confirming = step(
  "engagements.confirm",
  fc.record({
    which: fc.array(fc.tuple(anyOne, anyVersion), { minLength: 1, maxLength: 4 }),
    mode: anyMode,
  }),
  ({ which, mode }, company, client) => {
    const engagements = which.map(([i, version]) => ({
      engagement_id: some(company.engagements, i) ?? absent,
      override_reason,
      ...version,
    }));
    return client.engagements.confirm({ engagements, mode });
  },
);

const ending = step(
  "engagements",
  fc.record({
    how: fc.constantFrom("decline" as const, "cancel" as const),
    which: anyOne,
    version: anyVersion,
  }),
  ({ how, which, version }, { engagements }, client) => {
    const engagement_id = some(engagements, which) ?? absent;
    return client.engagements[how]({ engagement_id, ...version });
  },
);

const anyChange = fc.oneof(
  { weight: 3, arbitrary: anyTimes },
  fc.constantFrom(
    { status: "cancelled" as const },
    { status: "draft" as const },
    { is_template: true },
    { is_template: false },
  ),
);

const changing = step(
  "missions.update",
  fc.record({ which: anyOne, change: anyChange, version: anyVersion }),
  ({ which, change, version }, { missions }, client) => {
    const mission_id = some(missions, which) ?? absent;
    return client.missions.update({ mission_id, breaks: [], ...change, ...version });
  },
);

const changingMany = step(
  "missions.updateMany",
  fc.uniqueArray(fc.tuple(anyOne, anyChange, anyVersion), {
    minLength: 1,
    maxLength: 4,
    selector: ([which]) => which,
  }),
  (changes, { missions }, client) =>
    client.missions.updateMany({
      missions: changes.map(([which, change, version]) => ({
        mission_id: some(missions, which) ?? absent,
        breaks: [],
        ...change,
        ...version,
      })),
      override_reason,
    }),
);

const cancelling = step("missions.update", anyOne, (which, { missions }, client) =>
  client.missions.update({
    mission_id: some(missions, which) ?? absent,
    status: "cancelled",
  }),
);

const recounting = step(
  "missions.update",
  fc.record({ which: anyOne, counts: anyCounts }),
  async ({ which, counts }, company, client) => {
    const mission_id = some(company.missions, which) ?? absent;
    const there = company.positions.filter((position) => position.mission_id === mission_id);
    const positions = counts.map((count, i) => ({ id: there[i]?.id, count }));
    company.note([await client.missions.update({ mission_id, positions })]);
  },
);

const duplicating = step(
  "missions.duplicate",
  fc.record({ which: anyOne, days: fc.constantFrom(0, 1, 154) }),
  async ({ which, days }, company, client) => {
    const mission_ids = [some(company.missions, which) ?? absent];
    company.note((await client.missions.duplicate({ mission_ids, days: [days] })).missions);
  },
);

const removing = step("missions.delete", anyOne, (which, { missions }, client) =>
  client.missions.delete({ mission_id: some(missions, which) ?? absent }),
);

const leaving = step("artists.delete", fc.nat(2), async (which, { artists }, client) => {
  await client.artists.delete({ artist_id: artists[which] ?? absent });
  artists[which] = (await client.artists.create({ name: "Di" })).id;
});

const anyStep = fc.oneof(
  { weight: 1, arbitrary: creating },
  { weight: 6, arbitrary: placing },
  { weight: 5, arbitrary: confirming },
  { weight: 2, arbitrary: ending },
  { weight: 4, arbitrary: changing },
  { weight: 3, arbitrary: changingMany },
  { weight: 1, arbitrary: recounting },
  { weight: 1, arbitrary: duplicating },
  { weight: 1, arbitrary: removing },
  { weight: 1, arbitrary: leaving },
);

/** The refusal of a call; undefined if it succeeded. Any other error fails the test. */
async function refusalOf(call: Promise<unknown>): Promise<Problem | undefined> {
  const [outcome] = await Promise.allSettled([call]);
  if (outcome.status === "fulfilled") return undefined;
  const problem = await refusal(Promise.reject(outcome.reason));
  if (![404, 409, 412, 422].includes(problem.status)) throw outcome.reason;
  return problem;
}

test("whatever clients do at once, nobody is confirmed twice and no position overfull", async () => {
  const anyStart = fc.tuple(creating, creating, placing);
  const anyBatch = fc.array(anyStep, { minLength: 1, maxLength: 4 });
  const anyBatches = fc.array(anyBatch, { minLength: 1, maxLength: 12, size: "max" });
  await fc.assert(
    fc.asyncProperty(anyStart, anyBatches, async (start, batches) => {
      const company = await found();
      for (const batch of [...start.map((one) => [one]), ...batches]) {
        await Promise.all(batch.map((one, i) => refusalOf(one.run(company, company.client(i)))));
        expect(await broken(whole, company.id)).toEqual([]);
      }
    }),
    { numRuns: 16 * inject("effort") },
  );
});

/** The rules among findings that nobody can override. */
function finalRules(findings: Finding[] = []): string[] {
  return findings
    .filter(({ level, rule }) => level === "block" && ["overlap", "full"].includes(rule))
    .map(({ rule }) => rule);
}

interface Try {
  item: { position: number; artist: number };
  /** The number of the option to confirm; null for a new engagement. */
  which: number | null;
}

/** Checks an engagement, and confirms it. @returns the findings of both */
async function tryOut({ item, which }: Try, company: Company) {
  const client = company.client(0);
  const { items } = await client.engagements.list({ limit: 100 });
  const options = items.filter(({ status }) => status === "option");
  const there = which === null ? undefined : some(options, which);
  const { position_id, artist_id } = there ?? itemOf(item, company);
  const asked = { position_id, artist_id };
  const { checks } = await client.engagements.check({ engagements: [asked] });
  const decided = { ...asked, status: "confirmed" as const, override_reason };
  const problem = await refusalOf(
    there === undefined
      ? client.engagements.create({ engagements: [decided] })
      : client.engagements.confirm({ engagements: [{ engagement_id: there.id, override_reason }] }),
  );
  const { findings } = problem?.status === 409 ? Object(problem.current) : {};
  return { check: finalRules(checks[0]?.findings), refusal: finalRules(findings), problem };
}

test("check finds overlaps and full positions exactly where a confirmation is refused", async () => {
  const seen = new Set<string>();
  // One is cancelled, so that some tries are refused for another reason.
  const anyStart = fc.tuple(creating, creating, creating, creating, placing, cancelling);
  const anySteps = fc.array(anyStep, { maxLength: 6 });
  const anyTries = fc.array(fc.record({ item: anyItem, which: fc.option(anyOne) }), {
    minLength: 1,
    maxLength: 12,
    size: "max",
  });
  await fc.assert(
    fc.asyncProperty(anyStart, anySteps, anyTries, async (start, steps, tries) => {
      const company = await found();
      for (const one of [...start, ...steps]) await refusalOf(one.run(company, company.client(0)));
      for (const one of tries) {
        // If the mission was deleted, check answers 404, as the confirmation would.
        const [outcome] = await Promise.allSettled([tryOut(one, company)]);
        if (outcome.status === "rejected") {
          await refusalOf(Promise.reject(outcome.reason));
          continue;
        }
        const { check, refusal: told, problem } = outcome.value;
        expect(told).toEqual(check);
        seen.add(problem === undefined ? "confirmed" : [...new Set(check)].join(" and "));
      }
    }),
    { numRuns: 20 * inject("effort") },
  );
  expect(seen).toEqual(new Set(["confirmed", "", "full", "overlap", "overlap and full"]));
});
