import type { Calendar } from "@coulisses/client";

type Finding = Calendar["people"][number]["findings"][number];

/** A week of a calendar as lines of text: filled positions by day, and conflicts. */
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
  rows.sort(([a = ""], [b = ""]) => a.localeCompare(b, "fr"));
  const findings = people.flatMap((person) => person.findings);
  return [
    `A festival is loaded: ${missions.length} missions, ${engagements.length} engagements and ${people.length} people in its first week.`,
    "",
    ...table([["Filled", ...days.map((day) => day.slice(5))], ...rows]),
    "",
    "What is wrong with it, or should be known:",
    "",
    ...table(byRule(findings)),
  ].join("\n");
}

const levels = ["block", "warn", "info"] as const;

function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    `  ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ")}`.trimEnd(),
  );
}

/** The count and the first message of each rule, blocking ones first. */
function byRule(findings: Finding[]): string[][] {
  const groups = [...Map.groupBy(findings, ({ level, rule }) => `${level} ${rule}`).values()];
  return levels.flatMap((level) =>
    groups.flatMap((found) => {
      const [first] = found;
      if (first?.level !== level) return [];
      return [[String(found.length).padStart(4), level, first.rule, first.message]];
    }),
  );
}
