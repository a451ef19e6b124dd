import type { Finding } from "@coulisses/planning";
import { expect, test } from "vitest";
import { sayFinding } from "./say.ts";

const period = { starts_at: "2027-05-04T23:00:00+02:00", ends_at: "2027-05-05T08:40:00+02:00" };
const common = { level: "block", period, engagements: [] } as const;

test("a working-time rule is said with its margin and its articles", () => {
  const finding: Finding = {
    ...common,
    engagements: [],
    rule: "daily-rest",
    params: { name: "Emma", variant: "short", rest: 580, required: 660 },
    reference: "Code du travail L3131-1",
    measured: 580,
    allowed: 660,
    unit: "minutes",
  };
  const said = sayFinding(finding, "fr");
  expect(said.sentence.replaceAll(/[\u00A0\u202F]/g, " ")).toBe(
    "Emma : 9 h 40 de repos ; 11 h requises : il manque 1 h 20",
  );
  expect(said.reference).toBe("Code du travail L3131-1");
  expect(sayFinding(finding, "en").sentence).toBe(
    "Emma: 9 h 40 of rest; 11 h required: 1 h 20 missing",
  );
});

test("a rule without article says its own margin once", () => {
  const finding: Finding = {
    ...common,
    engagements: [],
    rule: "travel",
    params: { name: "Emma", from: "Cour", to: "Carrière", gap: 30, needed: 45 },
    reference: null,
    measured: 30,
    allowed: 45,
    unit: "minutes",
  };
  expect(sayFinding(finding, "en").sentence.match(/missing/g)).toHaveLength(1);
});
