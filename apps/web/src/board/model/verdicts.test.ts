import { type Calendar, createClient, type Finding, problemOf } from "@coulisses/client";
import { unpackWorld, verdictOf } from "@coulisses/planning";
import { festivalPlan } from "@coulisses/demo/festival-plan";
import { loadFestival } from "@coulisses/demo/load-festival";
import { testApp } from "@coulisses/server/factory";
import { describe, expect, test } from "vitest";
import type { MissionChange, Placement } from "./commands.ts";
import { aDrag } from "./drag.factory.ts";
import { type Judged, judgeMoved, judgePlacement } from "./judge.ts";
import { type Plan, planOf } from "./plan.ts";
import { rowJudgeOf } from "./verdicts.ts";

type Mission = Calendar["missions"][number];

const minute = 60_000;
const hour = 60 * minute;
/** Also over midnight, and with these days over the clock changes of March and October. */
const shifts = [-26 * hour, -90 * minute, 15 * minute, 6 * hour, 9 * hour, 24 * hour, 49 * hour];

/** A festival of two weeks on a server, and what the board loads of it. */
async function startPlan(monday: string) {
  const { app } = await testApp({ TIME_ZONE: "Europe/Paris" });
  const client = createClient({ url: await app.listen({ host: "127.0.0.1", port: 0 }) });
  await loadFestival(client, festivalPlan(Temporal.PlainDate.from(monday)));
  const from = Temporal.PlainDate.from(monday).toZonedDateTime("Europe/Paris");
  const window = { start: from.epochMilliseconds, end: from.add({ days: 14 }).epochMilliseconds };
  async function load(): Promise<Plan> {
    const asked = { from: isoOf(window.start), to: isoOf(window.end) };
    const calendar = await client.calendar.get.query(asked);
    const { world } = await client.calendar.world.query(asked);
    return planOf(unpackWorld([world]), { calendar, window });
  }
  return { client, load, plan: await load() };
}

function isoOf(time: number): string {
  return Temporal.Instant.fromEpochMilliseconds(time).toString();
}

function changeOf(mission: Mission, to: Partial<Placement> = {}): MissionChange {
  const { id: mission_id, version, time_zone, venue_id, project_id } = mission;
  const start = Temporal.Instant.from(mission.starts_at).epochMilliseconds;
  const end = Temporal.Instant.from(mission.ends_at).epochMilliseconds;
  const from = { start, end, venue_id, project_id };
  return { mission_id, version, time_zone, from, to: { ...from, ...to } };
}

function shiftedBy(mission: Mission, by: number): MissionChange {
  const { from } = changeOf(mission);
  return changeOf(mission, { start: from.start + by, end: from.end + by });
}

function isConflict(error: unknown): true {
  if (problemOf(error)?.code !== "conflict") throw error;
  return true;
}

/** What blocked before does not block a move: another test asks for the move itself. */
function isAsFound({ verdict, because }: Judged, findings: Finding[]): boolean {
  const found = findings.filter(({ level }) => level !== "info");
  if (found.length === 0) return verdict === "free";
  const isReason = found.some(
    ({ rule, measured }) =>
      typeof because === "object" && rule === because.rule && measured === because.measured,
  );
  return isReason && (verdict === verdictOf(found) || verdictOf(found) === "blocked");
}

/** Every few of the missions: of each venue and kind. */
function sample({ missions }: Plan, every: number): Mission[] {
  return [...missions.values()].filter((_, i) => i % every === 0);
}

function saying({ verdict, because }: Pick<Judged, "verdict" | "because">) {
  return [verdict, because === "engaged" ? because : because?.rule];
}

describe.each([
  ["over the clock change of October", "2027-10-25"],
  ["over the clock change of March", "2027-03-22"],
])("the browser's verdict of a festival %s is the server's", async (_, monday) => {
  const { client, plan, load } = await startPlan(monday);
  const venues = [...new Set([...plan.missions.values()].map(({ venue_id }) => venue_id))];

  test("on everybody for a position", async () => {
    const seen = new Set<string>();
    for (const mission of sample(plan, 13))
      for (const { id: position_id } of mission.positions) {
        const asked = { mission_id: mission.id, position_id, limit: 200 };
        const { items } = await client.missions.candidates.query(asked);
        for (const { artist_id, name, verdict, findings, engagement_id } of items) {
          const judged = judgePlacement(plan, { position_id, artist_id });
          const worst = findings.find(({ level }) => level !== "info");
          const expected = engagement_id === null ? [verdict, worst?.rule] : ["blocked", "engaged"];
          expect([name, ...saying(judged ?? { verdict: "free", because: undefined })]).toEqual([
            name,
            ...expected,
          ]);
          seen.add(verdict);
        }
      }
    expect(seen).toEqual(new Set(["free", "warned", "blocked"]));
  });

  test("on missions at other times and venues", async () => {
    const seen = new Set<string>();
    const changes = sample(plan, 8).flatMap((mission, i) => [
      ...shifts.map((by) => shiftedBy(mission, by)),
      changeOf(mission, { venue_id: venues[i % venues.length] ?? "" }),
    ]);
    for (const change of changes) {
      const { mission_id, to } = change;
      const asked = { mission_id, venue_id: to.venue_id };
      const times = { starts_at: isoOf(to.start), ends_at: isoOf(to.end) };
      const { missions } = await client.engagements.check.query({
        missions: [{ ...asked, ...times }],
      });
      for (const { artist_id, findings } of missions[0]?.engagements ?? []) {
        const judged = judgeMoved(plan, artist_id, [change]);
        const verdict = verdictOf(findings);
        expect(isAsFound(judged, findings)).toBe(true);
        seen.add(verdict);
      }
    }
    expect(seen).toEqual(new Set(["free", "warned", "blocked"]));
  });

  test("on whether a move is refused", async () => {
    const seen = new Set<boolean>();
    let present = plan;
    for (const [i, { id }] of sample(plan, 11).entries()) {
      const mission = present.missions.get(id);
      if (mission === undefined) continue;
      const change = shiftedBy(mission, shifts[i % shifts.length] ?? 0);
      const dragged = aDrag({
        missions: [change],
        home: { grouping: "venues", id: mission.venue_id },
      });
      const row = { grouping: "venues", id: mission.venue_id, missions: [id] } as const;
      const judged = rowJudgeOf(present).judge(dragged, row);
      const { start, end } = change.to;
      const times = { starts_at: isoOf(start), ends_at: isoOf(end) };
      const isRefused = await client.missions.update
        .mutate({ mission_id: id, ...times })
        .then(() => false, isConflict);
      expect([mission.title, judged?.verdict === "blocked"]).toEqual([mission.title, isRefused]);
      seen.add(isRefused);
      present = await load();
    }
    expect(seen).toEqual(new Set([true, false]));
  });
});
