import { describe, expect, test } from "vitest";
import { actor, call, found, paris } from "../factory.ts";

describe("minimum-call, CCNEAC VI.6: 3 h 30", () => {
  test.each([
    ["2026-06-01 09:00/12:29", [209]],
    ["2026-06-01 09:00/12:30", []],
    ["2026-06-01 09:00/12:31", []],
  ])("%s", (text, expected) => {
    expect(found("minimum-call", [call(text)]).map(({ measured }) => measured)).toEqual(expected);
    expect(found("minimum-call", [call(text)], { person: actor })).toEqual([]);
  });

  test("a call past midnight is one call", () => {
    expect(found("minimum-call", [call("2026-06-01 22:00/01:30")])).toEqual([]);
    const work = [call("2026-06-01 22:00/00:00"), call("2026-06-02 00:00/01:30")];
    expect(found("minimum-call", work)).toEqual([]);
  });

  test("work for others does not lengthen a call", () => {
    const outside = call("2026-06-01 11:00/15:00", { employer: "outside" });
    const own = call("2026-06-01 09:00/11:00");
    expect(found("minimum-call", [own, outside])).toMatchObject([
      { level: "warn", message: "A call of 2 h; 3 h 30 at least", works: [own.id] },
    ]);
  });
});

describe("notice, CCNEAC VI.5: 3 weeks", () => {
  test.each([
    ["2026-06-01 08:59", []],
    ["2026-06-01 09:00", []],
    ["2026-06-01 09:01", ["Published 20 days 23 h 59 ahead; 21 days required"]],
    ["2026-06-22 10:00", ["Published 1 h after the call began; 21 days required"]],
  ])("22 June at 09:00, published %s", (text, expected) => {
    const work = [call("2026-06-22 09:00/13:00", { published_at: paris(text) })];
    expect(found("notice", work).map(({ message }) => message)).toEqual(expected);
  });

  test("finds nothing in unpublished work, or in work for others", () => {
    const published_at = paris("2026-06-21 09:00");
    const outside = call("2026-06-22 09:00/13:00", { employer: "outside", published_at });
    expect(found("notice", [call("2026-06-22 09:00/13:00"), outside])).toEqual([]);
  });
});

describe("change-notice, CCNEAC VI.5: 7 days", () => {
  test.each([
    ["2026-06-15 08:59", []],
    ["2026-06-15 09:00", []],
    ["2026-06-15 09:01", ["Changed 6 days 23 h 59 ahead; 7 days required"]],
  ])("22 June at 09:00, changed %s", (text, expected) => {
    const work = [call("2026-06-22 09:00/13:00", { changed_at: paris(text) })];
    expect(found("change-notice", work).map(({ message }) => message)).toEqual(expected);
  });
});

describe("late-change, CCNEAC VI.5: 72 h", () => {
  test.each([
    ["2026-06-19 08:59", []],
    ["2026-06-19 09:00", []],
    ["2026-06-19 09:01", ["Changed 71 h 59 ahead; 72 h required, unless it could not be foreseen"]],
  ])("22 June at 09:00, changed %s", (text, expected) => {
    const work = [call("2026-06-22 09:00/13:00", { changed_at: paris(text) })];
    expect(found("late-change", work).map(({ message }) => message)).toEqual(expected);
  });
});
