import type { Level, ParamsOf as LabourParams, RuleId, Unit } from "@coulisses/labour";
import { type Period, periodIn } from "../time.ts";
import type { Position } from "../world.ts";

/** A mission, as sentences name it. */
export interface Where extends Period {
  title: string;
  venue: string;
}

/** Params of the findings, by rule. Times are instants with the offset of the venue. */
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

/** The rules that are not of labour law. */
export type PlanRule = keyof PlanParams;

type LabourParamsOf = { [One in RuleId]: { name: string } & LabourParams[One] };

/** Params of all findings, by rule. `name` is that of the person. */
export interface ParamsOf extends PlanParams, LabourParamsOf {}

export type Rule = keyof ParamsOf;

/** The rule of a finding and its params: all that its sentence needs. */
export interface CodedFindingOf<One extends Rule> {
  rule: One;
  params: ParamsOf[One];
}
export type CodedFinding = { [One in Rule]: CodedFindingOf<One> }[Rule];

/** A finding of one rule. */
export interface FindingOf<One extends Rule> extends CodedFindingOf<One> {
  level: Level;
  /** The articles that a working-time rule comes from. */
  reference: string | null;
  /** The actual figure, in `unit`, and the figure that is allowed or needed. */
  measured: number | null;
  allowed: number | null;
  unit: "people" | "options" | "level" | Unit | null;
  period: Period;
  /** The engagements concerned. */
  engagements: string[];
}

/** A reason against an engagement, or a fact to know about it. Not legal advice. */
export type Finding = { [One in Rule]: FindingOf<One> }[Rule];

type Figures = Partial<Pick<Finding, "measured" | "allowed" | "unit" | "engagements">>;

/** Makes a finding whose period is that of the mission. */
export function findingOn<One extends PlanRule>(
  position: Position,
  {
    measured = null,
    allowed = null,
    unit = null,
    engagements = [],
    ...coded
  }: CodedFindingOf<One> & { level: Level } & Figures,
): FindingOf<One> {
  const { level, rule, params } = coded;
  const period = periodIn(position.time_zone, position);
  return { level, rule, params, reference: null, measured, allowed, unit, period, engagements };
}

const levels: Level[] = ["block", "warn", "info"];

/** Orders findings by level. */
export function worstFirst(findings: Finding[]): Finding[] {
  return findings.toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
}
