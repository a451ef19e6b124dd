import { describe, expect, test } from "vitest";
import { assumeConfirmed, assumeEnded } from "../assume.ts";
import { at, call, candidate, engaged, position, roster, world } from "../factory.ts";
import { moveMissions } from "../move.ts";
import { questionOf, type World } from "../world.ts";
import { findingsOn } from "./all.ts";

const asked = { position_id: "sound", artist_id: "emma" };

function rulesIn(given: World, engagement_id?: string): string[] {
  const question = questionOf({ ...asked, engagement_id }, given);
  return question === undefined ? [] : findingsOn(question, given).map(({ rule }) => rule);
}

/** Three hours before the mission, somewhere else. */
const before = {
  id: "load-in",
  mission_id: "load-in",
  title: "Montage",
  venue_id: "depot",
  venue: "Dépôt",
  start: at("2027-01-02T09:00:00+01:00"),
  end: at("2027-01-02T13:30:00+01:00"),
};

describe("the findings on a candidate for a position", () => {
  test("are none for a candidate who is free, skilled and available", () => {
    expect(rulesIn(world())).toEqual([]);
  });

  test.each<[string, Partial<World>]>([
    ["overlap", { engaged: { emma: [engaged({ id: "other" })] } }],
    ["full", { positions: { sound: position({ taken: 1 }) } }],
    ["skill", { positions: { sound: position({ skill: "son" }) } }],
    [
      "outside",
      {
        rosters: {
          emma: roster({ outside: [{ ...position(), id: "job", worked_minutes: null }] }),
        },
      },
    ],
    ["planning", { candidates: { emma: candidate({ planned: [position()] }) } }],
    ["travel", { engaged: { emma: [engaged(before)] }, travel: { "court depot": 45 } }],
    ["availability", { candidates: { emma: candidate({ availabilities: [] }) } }],
    ["options", { engaged: { emma: [engaged({ id: "other", status: "option" })] } }],
    [
      "day",
      {
        rosters: {
          emma: roster({ calls: [call({ ...before, start: at("2027-01-02T05:00:00+01:00") })] }),
        },
      },
    ],
  ])("%s", (rule, changes) => {
    expect(rulesIn(world(changes))).toContain(rule);
  });

  test("an engagement does not conflict with itself", () => {
    const calls = [call()];
    const given = world({
      positions: { sound: position({ taken: 1 }) },
      engaged: { emma: [engaged()] },
      rosters: { emma: roster({ calls }) },
    });
    expect(rulesIn(given, "engagement")).toEqual([]);
    expect(rulesIn(given)).toEqual(["overlap", "full"]);
  });

  test("are the same after the world went through JSON or structuredClone", () => {
    const given = world({
      positions: { sound: position({ taken: 1, skill: "son", breaks: [before] }) },
      engaged: { emma: [engaged(before)] },
      rosters: {
        emma: roster({
          calls: [call({ ...before, published_at: at("2027-01-01T10:00:00Z") })],
          outside: [{ ...position(), id: null, worked_minutes: 60 }],
        }),
      },
      travel: { "depot court": 45 },
      labour: { convention: "ccneac", rules: { "daily-rest": { limits: { minimum: 900 } } } },
    });
    const question = { position: position({ taken: 1, skill: "son" }), candidate: candidate() };
    const findings = findingsOn(question, given);
    expect(findings.length).toBeGreaterThan(3);
    expect(findingsOn(question, structuredClone(given))).toEqual(findings);
    expect(findingsOn(question, JSON.parse(JSON.stringify(given)))).toEqual(findings);
    expect(JSON.parse(JSON.stringify(findings))).toEqual(findings);
  });
});

describe("what if", () => {
  const there = { id: "engagement", ...asked };

  test("assumeConfirmed returns another world, and leaves the first unchanged", () => {
    const given = world();
    const text = JSON.stringify(given);
    const then = assumeConfirmed(given, there);
    expect(rulesIn(then)).toEqual(["overlap", "full"]);
    expect(rulesIn(then, "engagement")).toEqual([]);
    expect(then.rosters["emma"]?.calls).toHaveLength(1);
    expect(JSON.stringify(given)).toBe(text);
  });

  test("assumeEnded reverts assumeConfirmed", () => {
    const given = world({ engaged: { emma: [] } });
    expect(assumeEnded(assumeConfirmed(given, there), there)).toEqual(given);
  });

  test("assuming the same confirmation twice counts once", () => {
    const once = assumeConfirmed(world(), there);
    expect(assumeConfirmed(once, there)).toEqual(once);
  });

  test("moveMissions moves the engagements too, and leaves the first world unchanged", () => {
    const given = assumeConfirmed(world(), there);
    const text = JSON.stringify(given);
    const { start, end } = {
      start: at("2027-01-03T02:00:00+01:00"),
      end: at("2027-01-03T06:00:00+01:00"),
    };
    const to = { venue_id: "depot", venue: "Dépôt", time_zone: "Europe/Paris", breaks: [] };
    const moved = moveMissions(given, [{ mission_id: "balance", start, end, ...to }]);
    expect(moved.positions["sound"]).toMatchObject({ start, venue: "Dépôt" });
    expect(moved.engaged["emma"]).toMatchObject([{ start, end, venue: "Dépôt" }]);
    expect(moved.rosters["emma"]?.calls).toMatchObject([{ start, end, venue: "Dépôt" }]);
    expect(rulesIn(moved, "engagement")).toEqual(["night"]);
    expect(JSON.stringify(given)).toBe(text);
  });

  test("moveMissions also changes the kind of a mission and the requirements of its positions", () => {
    const given = assumeConfirmed(world(), there);
    const { mission_id, venue_id, venue, start, end, time_zone, breaks } = position();
    const positions = [{ id: "sound", skill: "rigging", min_level: 2, count: 1 }];
    const to = { mission_id, venue_id, venue, start, end, time_zone, breaks };
    const changed = moveMissions(given, [{ ...to, kind: "montage", positions }]);
    expect(changed.positions["sound"]).toMatchObject({ kind: "montage", skill: "rigging" });
    expect(changed.rosters["emma"]?.calls).toMatchObject([{ kind: "montage" }]);
    expect(changed.rosters["emma"]?.calls[0]).not.toHaveProperty("positions");
    expect(rulesIn(changed, "engagement")).toContain("skill");
  });
});
