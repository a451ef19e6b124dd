import { durationName } from "../data/durations.ts";
import { clockOf, monthName } from "../data/times.ts";
import type { Rule } from "../data/working-time.ts";
import { text } from "./text.ts";

/** A figure of a rule, with what an agreement may set. */
export interface Figure {
  name: string;
  label: string;
  value: number;
  range: Rule["ranges"][string];
}

type Unit = Figure["range"]["unit"];

/** The figures of a rule that an agreement may change. */
export function figuresOf({ limits, ranges }: Pick<Rule, "limits" | "ranges">): Figure[] {
  return Object.entries(ranges).flatMap(([name, range]) => {
    const value = limits[name];
    if (value === undefined || range.min === range.max) return [];
    return [{ name, label: labelOf(name), value, range }];
  });
}

function labelOf(name: string): string {
  const names: Readonly<Record<string, string>> = text.workingTime.names;
  return names[name] ?? name;
}

/** A figure as it is read: `9 h 30`, `7 h`, `20 days`. */
export function shownAs(value: number, unit: Unit): string {
  if (unit === "minutes") return duration(value);
  if (unit === "time_of_day") return clockOf(value % 1440);
  if (unit === "month") return monthName(value);
  return `${value}\u00A0${text.workingTime.units[unit]}`;
}

/** `9 h 30`, `45 min`, `21 days` */
function duration(minutes: number): string {
  return minutes >= 3 * 1440 && minutes % 1440 === 0
    ? `${minutes / 1440}\u00A0${text.workingTime.units.days}`
    : durationName(minutes);
}

/** A figure as it is typed: durations and times of day as `9:30`. */
export function typedAs(value: number, unit: Unit): string {
  if (unit !== "minutes" && unit !== "time_of_day") return String(value);
  return `${Math.floor(value / 60)}:${String(value % 60).padStart(2, "0")}`;
}

/** Reads what was typed; undefined if it is no figure. `9:30`, `9 h 30`, `9h` and `45 min` are durations. */
export function parseFigure(typed: string, unit: Unit): number | undefined {
  const isTime = unit === "minutes" || unit === "time_of_day";
  if (!isTime) return /^\d+$/.test(typed) ? Number(typed) : undefined;
  const inMinutes = /^(\d+)\s*min$/.exec(typed);
  if (inMinutes) return Number(inMinutes[1]);
  const inHours = /^(\d+)(?:\s*[h:]\s*(\d{1,2})?)?$/.exec(typed);
  return inHours ? Number(inHours[1]) * 60 + Number(inHours[2] ?? 0) : undefined;
}
