import fc from "fast-check";
import { expect, test, vi } from "vitest";

vi.stubGlobal("localStorage", { getItem: () => "en" });
const { figuresOf, parseFigure, shownAs, typedAs } = await import("./figures.ts");

test("a figure that is typed as it is shown in its field stays the same", () => {
  const units = ["minutes", "time_of_day", "days", "percent"] as const;
  fc.assert(
    fc.property(fc.nat(527_040), fc.constantFrom(...units), (value, unit) => {
      expect(parseFigure(typedAs(value, unit), unit)).toBe(value);
    }),
  );
});

test.each([
  ["9:30", 570],
  ["9 h 30", 570],
  ["9h", 540],
  ["11", 660],
  ["45 min", 45],
  ["soon", undefined],
  ["", undefined],
])("the duration %j is read as %s minutes", (typed, minutes) => {
  expect(parseFigure(typed, "minutes")).toBe(minutes);
});

test.each([
  [570, "minutes", "9\u00A0h\u00A030"],
  [45, "minutes", "45\u00A0min"],
  [30_240, "minutes", "21\u00A0days"],
  [1320, "time_of_day", "22:00"],
  [9, "month", "September"],
  [15, "percent", "15\u00A0%"],
] as const)("%d as %s is shown as %s", (value, unit, shown) => {
  expect(shownAs(value, unit)).toBe(shown);
});

test("a figure that no agreement can change is not offered", () => {
  const range = { unit: "weeks", reason: "the law says 12 weeks" } as const;
  const figures = figuresOf({
    limits: { weeks: 12, average: 2640 },
    ranges: {
      weeks: { ...range, min: 12, max: 12 },
      average: { ...range, unit: "minutes", min: 0, max: 2760 },
    },
  });
  expect(figures.map(({ name }) => name)).toEqual(["average"]);
});
