import { describe, expect, test } from "vitest";
import { firstDayOf, parseView, turned } from "./view.ts";

const friday = Temporal.PlainDate.from("2026-11-27");

describe("What an address says of the board", () => {
  test("an address without parameters shows the people of this week", () => {
    const view = parseView({});
    expect(view).toEqual({ zoom: "week", rows: "people" });
    expect(firstDayOf(view, friday).toString()).toBe("2026-11-23");
  });

  test("parameters that are not known are as if they were not there", () => {
    expect(parseView({ zoom: "year", rows: "cats", from: "2026-13-45", mission: 3 })).toEqual(
      parseView({}),
    );
  });

  test("a day is shown alone, also if it is no Monday", () => {
    expect(firstDayOf(parseView({ zoom: "day" }), friday).toString()).toBe("2026-11-27");
  });

  test("later and then earlier shows the same days again", () => {
    for (const zoom of ["day", "week", "fortnight", "month"]) {
      const view = parseView({ zoom, from: "2026-11-23" });
      const later = turned(view, { by: 1, today: friday });
      expect(turned(later, { by: -1, today: friday })).toEqual(view);
    }
  });

  test("what a new mission starts with is read; without both times there is none", () => {
    const times = { starts_at: "2026-11-23T08:00:00Z", ends_at: "2026-11-23T12:00:00Z" };
    expect(
      parseView({ create: { ...times, venue_id: "pont", title: 3, skill: 4 } }).create,
    ).toEqual({ ...times, venue_id: "pont" });
    for (const create of ["x", null, { starts_at: times.starts_at }, { ...times, ends_at: "noon" }])
      expect(parseView({ create }).create).toBeUndefined();
  });
});
