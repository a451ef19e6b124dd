import { expect, test } from "vitest";
import { daysAfter, isSelected, rangeOf, weeksOf } from "./month.ts";

const date = (text: string) => Temporal.PlainDate.from(text);

test.each([
  ["2027-05", "2027-04-26", "2027-06-06"],
  ["2027-02", "2027-02-01", "2027-02-28"],
  ["2027-10", "2027-09-27", "2027-10-31"],
])("the weeks of %s go from %s to %s", (month, first, last) => {
  const weeks = weeksOf(Temporal.PlainYearMonth.from(month));
  expect(weeks[0]?.[0]?.toString()).toBe(first);
  expect(weeks.at(-1)?.at(-1)?.toString()).toBe(last);
});

test("days are selected in both directions", () => {
  const days = { anchor: date("2027-05-06"), focus: date("2027-05-04") };
  expect(rangeOf(days)).toEqual({ first: days.focus, last: days.anchor });
  expect(isSelected(days, date("2027-05-05"))).toBe(true);
  expect(isSelected(days, date("2027-05-07"))).toBe(false);
});

test("keys move the selection, and extend it from where it began", () => {
  const days = { anchor: date("2027-05-31"), focus: date("2027-05-31") };
  expect(daysAfter("ArrowDown", days, false)?.anchor.toString()).toBe("2027-06-07");
  expect(daysAfter("PageDown", days, false)?.focus.toString()).toBe("2027-06-30");
  expect(daysAfter("ArrowLeft", days, true)).toEqual({
    anchor: days.anchor,
    focus: date("2027-05-30"),
  });
  expect(daysAfter("x", days, false)).toBeUndefined();
});
