import type { Calendar } from "@coulisses/api/calendar/schema";
import { compareText } from "@coulisses/api/kit/wire";

type Finding = Calendar["people"][number]["findings"][number];

/** A week of a calendar as lines of text: how far each day is filled, and what is wrong. */
export function shownWeek({ missions, engagements, people }: Calendar): string {
  const days = [...new Set(missions.map(({ starts_at }) => starts_at.slice(0, 10)))];
  const rows = [...Map.groupBy(missions, ({ venue_id }) => venue_id).values()].map((there) => {
    const ofDays = days.map((day) => {
      const shown = there.filter(({ starts_at }) => starts_at.startsWith(day));
      const sum = (key: "filled" | "needed") =>
        shown.reduce((total, { coverage }) => total + coverage[key], 0);
      return `${sum("filled")}/${sum("needed")}`;
    });
    const title = there.find(({ kind }) => kind === "representation")?.title ?? "";
    return [title, ...ofDays];
  });
  rows.sort(([a = ""], [b = ""]) => compareText(a, b));
  const findings = people.flatMap((person) => person.findings);
  const serious = levels
    .slice(0, 2)
    .flatMap((level) => findings.filter((one) => one.level === level));
  return [
    `A festival is loaded: ${missions.length} missions, ${engagements.length} engagements and ${people.length} people in its first week.`,
    "",
    ...table([["Filled", ...days.map((day) => day.slice(5))], ...rows]),
    "",
    "What is wrong with it, or should be known:",
    "",
    ...counted(findings).map(([what, count]) => `  ${String(count).padStart(4)}  ${what}`),
    "",
    ...serious.slice(0, 8).map(({ level, message }) => `  ${level.padEnd(5)}  ${message}`),
  ].join("\n");
}

const levels: Finding["level"][] = ["block", "warn", "info"];

function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ")}`);
}

/** How often each rule was found, what blocks first. */
function counted(findings: Finding[]): [string, number][] {
  const byRule = Map.groupBy(findings, ({ level, rule }) => `${level.padEnd(5)}  ${rule}`);
  return levels.flatMap((level) =>
    [...byRule].flatMap(([what, found]): [string, number][] =>
      found[0]?.level === level ? [[what, found.length]] : [],
    ),
  );
}
