import { expect, test } from "vitest";
import { at, call, candidate, engaged, position, roster, world } from "./factory.ts";
import { bestFirst, rate } from "./rank.ts";

const son = (level: number) => [{ code: "son", level, expires_on: null }];
const wanted = position({ skill: "son", taken: 1 });

const people = [
  candidate({ id: "blocked", name: "Blocked", skills: son(3) }),
  candidate({ id: "unskilled", name: "Unskilled" }),
  candidate({ id: "unavailable", name: "Unavailable", skills: son(3), availabilities: [] }),
  candidate({ id: "busy", name: "Busy", skills: son(2) }),
  candidate({ id: "idle", name: "Idle", skills: son(2) }),
  candidate({ id: "skilled", name: "Skilled", skills: son(3) }),
];

const given = world({
  positions: { sound: wanted },
  candidates: Object.fromEntries(people.map((one) => [one.id, one])),
  engaged: { blocked: [engaged({ artist_id: "blocked", id: "other" })] },
  rosters: {
    busy: roster({
      calls: [
        call({
          id: "tuesday",
          start: at("2026-12-29T14:00:00+01:00"),
          end: at("2026-12-29T18:00:00+01:00"),
        }),
      ],
    }),
  },
});

const ranked = bestFirst(people.map((one) => rate({ position: wanted, candidate: one }, given)));

test("ranks by availability, then warnings, then skill, then other work that week", () => {
  expect(ranked.map(({ candidate: { id }, verdict }) => [id, verdict])).toEqual([
    ["skilled", "free"],
    ["idle", "free"],
    ["busy", "free"],
    ["unavailable", "warned"],
    ["blocked", "blocked"],
    ["unskilled", "blocked"],
  ]);
});

test("each has reasons and findings; a full position is not among these", () => {
  expect(ranked[2]?.reasons).toEqual([
    { code: "available", params: { is_available: true } },
    { code: "skill", params: { skill: "son", level: 2 } },
    { code: "week", params: { minutes: 240 } },
  ]);
  expect(ranked.map(({ findings }) => findings.map(({ rule }) => rule))).toEqual([
    [],
    [],
    [],
    ["availability"],
    ["overlap"],
    ["skill"],
  ]);
});
