import type { Calendar, Finding } from "@coulisses/client";
import fc from "fast-check";
import { expect, test } from "vitest";
import { groupProblems, type Problem, problemsOf } from "./group.ts";

const at = (hour: number) => `2027-05-03T${String(hour).padStart(2, "0")}:00:00Z`;

function finding(level: Finding["level"], rule: "overlap" | "full" | "travel", hour = 8): Finding {
  const [name, other] = ["Emma", "Montage"];
  return {
    level,
    rule,
    params: Object({ name, other }),
    message: `${rule} at ${hour}`,
    reference: null,
    measured: null,
    allowed: null,
    unit: null,
    period: { starts_at: at(hour), ends_at: at(hour + 1) },
    engagements: ["e1"],
  };
}

function problem(name: string, found: Finding): Problem {
  return { artist_id: name, name, finding: found, mission: undefined };
}

const titleOf = (rule: string) => `title of ${rule}`;

test("groups by person have the worst first, then by name", () => {
  const groups = groupProblems(
    [
      problem("Zoé", finding("info", "full")),
      problem("Adèle", finding("info", "full")),
      problem("Zoé", finding("block", "overlap")),
    ],
    "person",
    titleOf,
  );
  expect(groups.map(({ label, problems }) => [label, problems.length])).toEqual([
    ["Zoé", 2],
    ["Adèle", 1],
  ]);
});

test("groups by rule are named by the rule's title", () => {
  const groups = groupProblems([problem("Zoé", finding("warn", "travel"))], "rule", titleOf);
  expect(groups.map(({ label }) => label)).toEqual(["title of travel"]);
});

test("each problem is in exactly one group, in the order of time", () => {
  const problems = fc.array(
    fc.record({ name: fc.constantFrom("A", "B", "C"), hour: fc.nat({ max: 22 }) }),
  );
  fc.assert(
    fc.property(problems, fc.constantFrom("person", "rule"), (made, grouping) => {
      const people = made.map(({ name, hour }) => ({
        artist_id: name,
        name,
        availabilities: [],
        busy: [],
        findings: [finding("warn", "full", hour)],
      }));
      const calendar: Calendar = { missions: [], engagements: [], people };
      const groups = groupProblems(problemsOf(calendar), grouping, titleOf);
      expect(groups.flatMap((group) => group.problems)).toHaveLength(made.length);
      for (const group of groups) {
        const starts = group.problems.map((one) => one.finding.period.starts_at);
        expect(starts).toEqual(starts.toSorted());
      }
    }),
  );
});
