import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cellsOf,
  hoursOf,
  pageAt,
  scaleOf,
  scrolledTo,
  spanOfPage,
  timeAt,
  widthOf,
  xOf,
} from "./scale.ts";

const at = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds;

function paris(from: string, days: number) {
  return scaleOf({
    from: Temporal.PlainDate.from(from),
    days,
    time_zone: "Europe/Paris",
    pixelsPerHour: 10,
  });
}

describe("The scale of the board", () => {
  test("draws an ordinary day with 24 hours", () => {
    const scale = paris("2027-03-27", 1);
    expect(scale.days.map(({ hours }) => hours)).toEqual([24]);
    expect(xOf(scale, at("2027-03-27T06:30[Europe/Paris]"))).toBe(65);
  });

  test("draws the night on which clocks go forward with 23 hours", () => {
    const scale = paris("2027-03-28", 2);
    expect(scale.days.map(({ hours }) => hours)).toEqual([23, 24]);
    expect(xOf(scale, at("2027-03-28T03:00[Europe/Paris]"))).toBe(20);
    expect(widthOf(scale)).toBe(470);
  });

  test("draws the night on which clocks go back with 25 hours", () => {
    const scale = paris("2027-10-31", 1);
    expect(scale.days.map(({ hours }) => hours)).toEqual([25]);
    expect(xOf(scale, at("2027-10-31T02:30+02:00[Europe/Paris]"))).toBe(25);
    expect(xOf(scale, at("2027-10-31T02:30+01:00[Europe/Paris]"))).toBe(35);
  });

  test("has a line for each hour that clocks show, and for the repeated one twice", () => {
    const hours = (date: string) =>
      paris(date, 1).days.flatMap((day) => hoursOf(day, "Europe/Paris", 1).map(({ hour }) => hour));
    expect(hours("2027-03-28").slice(0, 4)).toEqual([0, 1, 3, 4]);
    expect(hours("2027-10-31").slice(0, 5)).toEqual([0, 1, 2, 2, 3]);
  });

  test("has a cell for each day, and for each hour of one day", () => {
    expect(cellsOf(paris("2027-03-27", 2))).toHaveLength(2);
    const hours = cellsOf(paris("2027-03-28", 1));
    expect(hours).toHaveLength(23);
    expect(hours.at(-1)?.end).toBe(at("2027-03-29T00:00[Europe/Paris]"));
  });

  test("snaps a time to the minutes asked for", () => {
    const scale = paris("2027-05-04", 1);
    expect(timeAt(scale, 81.4, 15)).toBe(at("2027-05-04T08:15[Europe/Paris]"));
    expect(timeAt(scale, 81.4, 5)).toBe(at("2027-05-04T08:10[Europe/Paris]"));
  });
});

describe("The time in view", () => {
  const scale = paris("2027-05-03", 14);
  const hour = (count: number) => scale.start + count * 3_600_000;

  test("is part of the page, however far the board is scrolled", () => {
    fc.assert(
      fc.property(fc.nat(3360), fc.integer({ min: 1, max: 2000 }), (scrolled, width) => {
        const { start, end } = spanOfPage(scale, pageAt(scrolled, width));
        expect(xOf(scale, start)).toBeLessThanOrEqual(scrolled);
        expect(xOf(scale, end)).toBeGreaterThanOrEqual(scrolled + width);
      }),
    );
  });

  test("stays the same page until a width has been scrolled", () => {
    expect(pageAt(799, 800)).toEqual(pageAt(0, 800));
    expect(pageAt(800, 800)).not.toEqual(pageAt(0, 800));
  });

  test("is none before the board has a width", () => {
    const { start, end } = spanOfPage(scale, pageAt(0, 0));
    expect(end - start).toBe(0);
  });

  test("is left as it is for a bar that is within it", () => {
    const view = { left: 100, width: 800 };
    expect(scrolledTo(scale, { start: hour(20), end: hour(30) }, view)).toBe(100);
  });

  test("follows a bar to the left and to the right, its beginning first", () => {
    const view = { left: 1000, width: 800 };
    const follow = (start: number, end: number) =>
      scrolledTo(scale, { start: hour(start), end: hour(end) }, view);
    expect(follow(50, 60)).toBe(500 - 16);
    expect(follow(190, 200)).toBe(2000 + 16 - 800);
    expect(follow(190, 400)).toBe(1900 - 16);
    expect(follow(0, 10)).toBe(0);
  });
});
