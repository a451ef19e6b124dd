import type { Level, ParamsOf as LabourParams, RuleId, Unit } from "@coulisses/labour";
import { type Period, periodIn } from "../time.ts";
import type { Position } from "../world.ts";

/** A mission that somebody is engaged on. */
export interface Where extends Period {
  title: string;
  venue: string;
}

/** What the sentence of a finding needs, by rule. Times are instants with the offset of the venue. */
export interface PlanParams {
  overlap: { name: string; other: Where };
  full: { count: number; taken: number };
  skill: {
    name: string;
    skill: string;
    problem:
      | { is: "missing" }
      | { is: "expired"; expires_on: string }
      | { is: "level"; level: number };
  };
  outside: { name: string } & Period;
  planning: { name: string } & Period;
  /** Minutes. */
  travel: { name: string; from: string; to: string; gap: number; needed: number };
  availability: { name: string };
  options: { name: string; others: Where[] };
}

/** What speaks against an engagement but for the law. */
export type PlanRule = keyof PlanParams;

type LabourParamsOf = { [One in RuleId]: { name: string } & LabourParams[One] };

/** What the sentence of a finding needs, by rule. `name` is that of the person. */
export interface ParamsOf extends PlanParams, LabourParamsOf {}

export type Rule = keyof ParamsOf;

/** What the sentence of a finding is made of. */
export interface SaidOf<One extends Rule> {
  rule: One;
  params: ParamsOf[One];
}
export type Said = { [One in Rule]: SaidOf<One> }[Rule];

/** What one rule has to say. */
export interface FindingOf<One extends Rule> extends SaidOf<One> {
  level: Level;
  /** The articles that a working-time rule comes from. */
  reference: string | null;
  /** What is, in `unit`, and what may be or is needed. */
  measured: number | null;
  allowed: number | null;
  unit: "people" | "options" | "level" | Unit | null;
  period: Period;
  /** The engagements that it is about. */
  engagements: string[];
}

/** What speaks against an engagement, or should be known of it. Not legal advice. */
export type Finding = { [One in Rule]: FindingOf<One> }[Rule];

type Figures = Partial<Pick<Finding, "measured" | "allowed" | "unit" | "engagements">>;

/** Makes a finding about the time of a position. */
export function findingOn<One extends PlanRule>(
  position: Position,
  {
    measured = null,
    allowed = null,
    unit = null,
    engagements = [],
    ...said
  }: SaidOf<One> & { level: Level } & Figures,
): FindingOf<One> {
  const { level, rule, params } = said;
  const period = periodIn(position.time_zone, position);
  return { level, rule, params, reference: null, measured, allowed, unit, period, engagements };
}

const levels: Level[] = ["block", "warn", "info"];

/** Orders findings by level. */
export function worstFirst(findings: Finding[]): Finding[] {
  return findings.toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
}
