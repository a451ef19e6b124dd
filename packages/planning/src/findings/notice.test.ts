import { describe, expect, test } from "vitest";
import { at, call, candidate, engaged, position, roster, world } from "../factory.ts";
import { moveMissions } from "../move.ts";
import type { Call, World } from "../world.ts";
import { findingsOn } from "./all.ts";
import { findingsOfPerson } from "./person.ts";

const DAY = 86_400_000;
const { start } = position();

/** A world of somebody paid monthly, so many days before the position, who has some calls. */
function worldBefore(days: number, calls: Call[] = []): World {
  const person = {
    occupation: "technician",
    employment: "monthly",
    stage_authorisation: false,
  } as const;
  return world({
    now: start - days * DAY,
    labour: { convention: "ccneac", rules: {} },
    engaged: { emma: calls.map((one) => engaged({ ...one, artist_id: "emma" })) },
    rosters: { emma: roster({ person, calls }) },
  });
}

const isNotice = ({ rule }: { rule: string }) => rule.includes("notice") || rule === "late-change";

/** The rules of notice that the position breaks, with the days. */
function noticesIn(given: World, engagement_id?: string) {
  const question = { position: position(), candidate: candidate(), engagement_id };
  return findingsOn(question, given)
    .filter(isNotice)
    .map(({ rule, measured }) => [rule, Number(measured) / 1440]);
}

describe("notice of a call that is asked about", () => {
  test.each([
    [21, []],
    [20, [["notice", 20]]],
    [1, [["notice", 1]]],
    [0, []],
    [-1, []],
  ])("placed %d days ahead", (days, expected) => {
    expect(noticesIn(worldBefore(days))).toEqual(expected);
  });

  test("is judged by when it was published, if it was", () => {
    const told = call({ published_at: start - 30 * DAY });
    expect(noticesIn(worldBefore(1, [told]), "engagement")).toEqual([]);
    const late = call({ published_at: start - 2 * DAY });
    expect(noticesIn(worldBefore(1, [late]), "engagement")).toEqual([["notice", 2]]);
  });

  test("is judged for all confirmed work of a person that nobody published", () => {
    const given = worldBefore(2, [call()]);
    const live = [{ id: "engagement", status: "confirmed", position: position() } as const];
    const rules = findingsOfPerson(candidate(), live, given).filter(isNotice);
    expect(rules).toMatchObject([{ rule: "notice", engagements: ["engagement"] }]);
  });
});

describe("notice of a change", () => {
  const told = call({ published_at: start - 30 * DAY });
  const { mission_id, venue_id, venue, end, time_zone, breaks } = position();
  const here = { mission_id, venue_id, venue, start, end, time_zone, breaks };
  const late = [
    ["change-notice", 2],
    ["late-change", 2],
  ];

  test.each([
    ["hours", { start, end: end + 3_600_000 }, late],
    ["place", { venue_id: "depot", venue: "Dépôt" }, late],
    ["nothing", {}, []],
    ["breaks", { breaks: [{ start: start + 600_000, end: start + 1_200_000 }] }, []],
    ["kind", { kind: "montage" } as const, []],
  ])("2 days ahead, of %s", (_, change, expected) => {
    const given = moveMissions(worldBefore(2, [told]), [{ ...here, ...change }]);
    const moved = given.positions["sound"] ?? position();
    const question = { position: moved, candidate: candidate(), engagement_id: "engagement" };
    const found = findingsOn(question, given).filter(isNotice);
    expect(found.map(({ rule, measured }) => [rule, Number(measured) / 1440])).toEqual(expected);
  });

  test("what nobody was told is no change", () => {
    const moved = moveMissions(worldBefore(2, [call()]), [{ ...here, venue_id: "depot" }]);
    expect(noticesIn(moved, "engagement")).toEqual([["notice", 2]]);
  });

  test("a new engagement for a position elsewhere is no change of it", () => {
    const other = call({
      id: "other",
      mission_id: "other",
      end: at("2027-01-02T13:00:00+01:00"),
      start: start - DAY / 4,
    });
    expect(noticesIn(worldBefore(30, [{ ...other, published_at: start - 40 * DAY }]))).toEqual([]);
  });
});
