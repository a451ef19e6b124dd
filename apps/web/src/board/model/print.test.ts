import { expect, test } from "vitest";
import { printedWeeks } from "./print.ts";
import type { Row } from "./rows.ts";
import { scaleOf } from "./scale.ts";

const { days } = scaleOf({
  from: Temporal.PlainDate.from("2027-03-22"),
  days: 14,
  time_zone: "Europe/Paris",
  pixelsPerHour: 5,
});

function row(id: string, ...starts: number[]): Row {
  const bars = starts.map((start) => ({
    kind: "busy" as const,
    work: "outside" as const,
    key: `${start}`,
    lane: 0,
    start,
    end: start + 3_600_000,
  }));
  return { id, label: id, bars, lanes: 1 };
}

test("each bar is printed once, on the day on which it begins, also over a clock change", () => {
  const starts = days.map(({ end }) => end - 1_800_000);
  const weeks = printedWeeks([row("a", ...starts), row("idle")], days);
  expect(weeks.map((week) => week.days.length)).toEqual([7, 7]);
  expect(weeks[0]?.rows.map((one) => one.row.id)).toEqual(["a"]);
  expect(weeks[0]?.rows[0]?.days.map((bars) => bars.length)).toEqual([1, 1, 1, 1, 1, 1, 1]);
  // The night from Sunday is told again at the top of the next week.
  expect(weeks[1]?.rows[0]?.days[0]).toHaveLength(2);
});
