import { describe, expect, test } from "vitest";
import { call, during, found } from "../factory.ts";

describe("break, L3121-16: 20 min once work reaches 6 h", () => {
  test.each([
    ["2026-06-01 09:00/14:59", []],
    ["2026-06-01 09:00/15:00", [360]],
    ["2026-06-01 09:00/15:01", [361]],
  ])("%s without a break", (text, expected) => {
    expect(found("break", [call(text)]).map(({ measured }) => measured)).toEqual(expected);
  });

  test.each([
    ["2026-06-01 12:00/12:19", [581]],
    ["2026-06-01 12:00/12:20", []],
    ["2026-06-01 12:00/12:21", []],
    ["2026-06-01 15:00/15:20", []],
    ["2026-06-01 15:01/15:21", [361]],
  ])("09:00–19:00 with a break %s", (pause, expected) => {
    const work = [call("2026-06-01 09:00/19:00", { breaks: [during(pause)] })];
    expect(found("break", work).map(({ measured }) => measured)).toEqual(expected);
  });

  test("is the time between two calls, too", () => {
    const morning = call("2026-06-01 09:00/13:00");
    expect(found("break", [morning, call("2026-06-01 13:20/17:00")])).toEqual([]);
    expect(found("break", [morning, call("2026-06-01 13:19/17:00")])).toMatchObject([
      {
        level: "warn",
        message: "7 h 41 of work without a break of 20 min; one is due after 6 h",
        works: ["2026-06-01 09:00/13:00", "2026-06-01 13:19/17:00"],
      },
    ]);
  });

  test.each(["2026-06-02 14:00/21:00", "2026-06-02 20:00/03:00", "2026-06-02 22:00/05:00"])(
    "the strike of last night is no break of the next day: %s",
    (next) => {
      const work = ["2026-06-01 20:00/00:00", "2026-06-02 00:30/02:00", next];
      expect(
        found(
          "break",
          work.map((text) => call(text)),
        ),
      ).toMatchObject([{ measured: 420, works: work }]);
    },
  );

  test("a stretch over midnight has all its hours, of whichever year", () => {
    expect(found("break", [call("2026-12-31 21:00/03:00")])[0]?.measured).toBe(360);
    expect(found("break", [call("2026-12-31 21:00/02:59")])).toEqual([]);
  });

  test("is elapsed time when clocks change", () => {
    expect(found("break", [call("2026-10-24 22:00/03:00")])[0]?.measured).toBe(360);
    expect(found("break", [call("2027-03-27 22:00/04:59")])).toEqual([]);
    expect(found("break", [call("2027-03-27 22:00/05:00")])[0]?.measured).toBe(360);
  });
});
