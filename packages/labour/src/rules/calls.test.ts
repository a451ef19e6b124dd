import { describe, expect, test } from "vitest";
import { actor, call, found } from "../factory.ts";

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
