import type { Finding } from "./findings/finding.ts";
import { findingsOn } from "./findings/all.ts";
import { clip, doOverlap, weekOf } from "./time.ts";
import type { Call, Candidate, Position, Question, World } from "./world.ts";

/** The verdict on a candidate: no finding, warnings only, or blocked. */
export type Verdict = "free" | "warned" | "blocked";

/** Params of the reasons, by code. */
export interface ReasonParams {
  available: { is_available: boolean };
  warnings: { count: number };
  /** The skill that the position needs. */
  skill: { skill: string; level: number };
  /** Other work in the week of the position. */
  week: { minutes: number };
}

/** A reason for the rank of a candidate. */
export type Reason<Of extends keyof ReasonParams = keyof ReasonParams> = {
  [One in Of]: { code: One; params: ReasonParams[One] };
}[Of];

/** A candidate with their verdict and the reasons for their rank. */
export interface Rated {
  candidate: Candidate;
  verdict: Verdict;
  findings: Finding[];
  reasons: Reason[];
  /** Compared number by number: smaller is better. */
  rank: readonly number[];
}

/**
 * Rates a candidate for a position: by availability, then warnings, then skill, then other work that week.
 * A full position does not count against them.
 */
export function rate(question: Question, world: World): Rated {
  const { position, candidate } = question;
  const findings = findingsOn(question, world).filter(({ rule }) => rule !== "full");
  const verdict = verdictOf(findings);
  const warnings = findings.filter(
    ({ level, rule }) => level === "warn" && rule !== "availability",
  ).length;
  const held = candidate.skills.find(({ code }) => code === position.skill);
  const is_available = !findings.some(({ rule }) => rule === "availability");
  const minutes = workedInWeek(position, world.rosters[candidate.id]?.calls ?? []);
  const reasons: Reason[] = [
    { code: "available", params: { is_available } },
    ...(warnings > 0 ? [{ code: "warnings", params: { count: warnings } } as const] : []),
    ...(held ? [{ code: "skill", params: { skill: held.code, level: held.level } } as const] : []),
    { code: "week", params: { minutes } },
  ];
  const isBlocked = verdict === "blocked" ? 1 : 0;
  const rank = [isBlocked, is_available ? 0 : 1, warnings, -(held?.level ?? 0), minutes];
  return { candidate, verdict, findings, reasons, rank };
}

/** By the worst finding; findings of level `info` do not count. */
export function verdictOf(findings: readonly Pick<Finding, "level">[]): Verdict {
  if (findings.some(({ level }) => level === "block")) return "blocked";
  return findings.some(({ level }) => level === "warn") ? "warned" : "free";
}

/** Sorts candidates, best first. */
export function bestFirst(rated: readonly Rated[]): Rated[] {
  return rated.toSorted(
    (a, b) => compareRanks(a.rank, b.rank) || compareNames(a.candidate.name, b.candidate.name),
  );
}

function compareRanks(a: readonly number[], b: readonly number[]): number {
  return a.map((one, i) => one - (b[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

function compareNames(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** The minutes of calls within the ISO week in which a position's mission begins; breaks count. */
function workedInWeek({ start, time_zone }: Position, calls: readonly Call[]): number {
  const week = weekOf(time_zone, start);
  const parts = calls.filter((call) => doOverlap(week, call)).map((call) => clip(call, week));
  return Math.round(parts.reduce((sum, part) => sum + (part.end - part.start), 0) / 60_000);
}
