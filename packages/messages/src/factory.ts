import type { ParamsOf, Reason, Refusal, Rule } from "@coulisses/planning";
import type { Said } from "./said.ts";

const name = "Emma Vasquez";
const where = {
  title: "Balance",
  venue: "Cour du Palais",
  starts_at: "2027-01-02T14:00:00+01:00",
  ends_at: "2027-01-02T17:30:00+01:00",
};
const period = { starts_at: where.starts_at, ends_at: where.ends_at };
const worked = { worked: 660, outside: 60, allowed: 600 };
const days = { days: 7, allowed: 6 };
const atNight = { worked: 90, from: 0, to: 420 };
const told = { variant: "ahead", by: 2880, required: 10_080 } as const;

/** Params of each finding. One that is missing does not compile. */
const findings: { [One in Rule]: ParamsOf[One] } = {
  overlap: { name, other: where },
  full: { count: 1, taken: 1 },
  skill: { name, skill: "regie-son", problem: { is: "level", level: 1 } },
  outside: { name, ...period },
  planning: { name, ...period },
  travel: { name, from: "Pont", to: "Salle", gap: 30, needed: 45 },
  availability: { name },
  options: { name, others: [where] },
  "daily-rest": { name, variant: "reducible", rest: 600, required: 660, reduced: 540, missing: 60 },
  "weekly-rest": { name, rest: 1380, required: 2100 },
  day: { name, ...worked },
  week: { name, ...worked },
  "twelve-weeks": { name, average: 2700, weeks: 12, allowed: 2640 },
  "working-days": { name, ...days },
  "running-days": { name, ...days },
  sundays: { name, ...days },
  break: { name, worked: 400, pause: 20, after: 360 },
  "minimum-call": { name, length: 120, required: 210 },
  amplitude: { name, amplitude: 800, allowed: 780 },
  night: { name, ...atNight },
  "night-premium": { name, ...atNight, percent: 15 },
  notice: { name, ...told },
  "change-notice": { name, ...told },
  "late-change": { name, ...told, variant: "after" },
  "rehearsal-length": { name, length: 300, allowed: 240 },
  "rehearsal-services": { name, services: 3, allowed: 2 },
  "travel-rest": { name, rest: 20, travelled: 120, required: 30 },
  "minor-day": { name, ...worked, under: 18 },
  "minor-week": { name, ...worked, under: 18 },
  "minor-break": { name, worked: 300, pause: 30, after: 270 },
  "minor-rest": { name, rest: 600, required: 720, under: 18 },
  "minor-weekly-rest": { name, days: 1, required: 2, under: 18 },
  "minor-night": { name, ...atNight, under: 16 },
  "young-stage": { name, age: 15, required: 16 },
};

const reasons: { [Code in Reason["code"]]: Extract<Reason, { code: Code }> } = {
  available: { code: "available", params: { is_available: true } },
  warnings: { code: "warnings", params: { count: 2 } },
  skill: { code: "skill", params: { skill: "regie-son", level: 3 } },
  week: { code: "week", params: { minutes: 510 } },
};

const refusals: { [One in Refusal["reason"]]: Extract<Refusal, { reason: One }> } = {
  closed: { reason: "closed", params: { title: "Balance" } },
  expired: { reason: "expired", params: { is_undo: true } },
  ended: { reason: "ended", params: { status: "cancelled" } },
  never: { reason: "never", params: { status: "declined", to: "confirmed" } },
};

/** One of each thing that is said to people. */
export const everything: Said[] = [
  ...Object.entries(findings).map(toFinding),
  ...Object.values(reasons),
  ...Object.values(refusals),
];

function toFinding([rule, params]: [string, object]): Said {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the type of `findings` has paired them
  return { rule, params } as Said;
}
