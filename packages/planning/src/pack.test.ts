import { describe, expect, test } from "vitest";
import { at, call, candidate, engaged, position, roster, world } from "./factory.ts";
import { packWorld, unpackWorld } from "./pack.ts";
import type { World } from "./world.ts";

const before = { start: at("2027-01-01T14:00:00+01:00"), end: at("2027-01-01T18:00:00+01:00") };
const montage = { mission_id: "montage", title: "Montage", ...before };
const option = engaged({ id: "option", status: "option", ...montage });

/** Two people, on two missions of which one has a position. */
const given: World = world({
  positions: { sound: position({ taken: 1, skill: "son" }), light: position({ id: "light" }) },
  candidates: {
    emma: candidate({ skills: [{ code: "son", level: 2, expires_on: null }], planned: [before] }),
    ada: candidate({ id: "ada", name: "Ada" }),
  },
  engaged: {
    emma: [engaged({ id: "work", ...montage }), { ...option, mission_id: "elsewhere" }],
    ada: [engaged({ id: "other", artist_id: "ada" })],
  },
  rosters: {
    emma: roster({
      calls: [call({ id: "work", ...montage, published_at: before.start, cachets: 2 })],
      outside: [{ ...before, id: null, worked_minutes: null }],
    }),
    ada: roster({ calls: [call({ id: "other" })] }),
  },
  travel: { "depot court": 45 },
});

describe("a packed world", () => {
  test("is the same after it is unpacked, also after it went through JSON", () => {
    expect(unpackWorld([packWorld(given)])).toEqual(given);
    expect(unpackWorld([JSON.parse(JSON.stringify(packWorld(given)))])).toEqual(given);
  });

  test("has each mission once, and none that nobody needs", () => {
    expect(packWorld(given).missions.map(({ mission_id }) => mission_id)).toEqual([
      "balance",
      "montage",
    ]);
    expect(packWorld(world({ positions: {} })).missions).toEqual([]);
  });

  test("can be put together from several pages of people", () => {
    const { emma, ada } = given.candidates;
    const pages: World[] = [
      { ...given, candidates: { ...(emma && { emma }) } },
      { ...given, candidates: { ...(ada && { ada }) }, positions: {} },
    ];
    expect(unpackWorld(pages.map(packWorld))).toEqual(given);
  });

  test("is refused where a mission or all parts are missing", () => {
    expect(() => unpackWorld([])).toThrow("at least one part");
    expect(() => unpackWorld([{ ...packWorld(given), missions: [] }])).toThrow("missing");
  });
});
