import type { ChangedSignal } from "@coulisses/client";
import { describe, expect, test } from "vitest";
import { askedBy, isTouched } from "./touched.ts";

function change(noun: string, more: Partial<ChangedSignal> = {}): ChangedSignal {
  const ids = { missions: [], engagements: [], artists: [] };
  const by = { kind: "open", id: null } as const;
  return {
    type: "changed",
    event_id: "e",
    noun,
    noun_id: "n",
    by,
    ...ids,
    is_partial: false,
    ...more,
  };
}

function asked(procedure: string, input: object = {}) {
  const [noun = "", name = ""] = procedure.split(".");
  return { noun, procedure: name, input };
}

describe("a change touches", () => {
  test.each([
    ["engagement", "calendar.get"],
    ["mission", "missions.candidates"],
    ["skill", "skills.list"],
    ["project", "calendar.get"],
    ["mission", "publications.preview"],
    ["organisation", "me.get"],
    ["a noun of a newer server", "venues.list"],
  ])("of %s the query %s", (noun, query) => {
    expect(isTouched([change(noun)], asked(query))).toBe(true);
  });

  test.each([
    ["engagement", "skills.list"],
    ["key", "calendar.get"],
    ["mission", "me.get"],
  ])("of %s not the query %s", (noun, query) => {
    expect(isTouched([change(noun)], asked(query))).toBe(false);
  });

  test("the history of the missions that it was about, and of no others", () => {
    const one = [change("engagement", { missions: ["a"] })];
    expect(isTouched(one, asked("missions.history", { mission_id: "a" }))).toBe(true);
    expect(isTouched(one, asked("missions.history", { mission_id: "b" }))).toBe(false);
    expect(isTouched(one, asked("missions.candidates", { mission_id: "b" }))).toBe(true);
  });

  test("all of them if it does not name them", () => {
    const many = [change("mission", { is_partial: true })];
    expect(isTouched(many, asked("missions.history", { mission_id: "b" }))).toBe(true);
  });
});

test("a key of tRPC tells what is asked", () => {
  const key = [["missions", "history"], { input: { mission_id: "a" }, type: "query" }];
  expect(askedBy(key)).toEqual(asked("missions.history", { mission_id: "a" }));
  expect(askedBy([["me", "get"], { type: "query" }])).toEqual(asked("me.get"));
  expect(askedBy(["something else"])).toBeUndefined();
});
