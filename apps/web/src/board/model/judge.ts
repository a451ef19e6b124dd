import type { Engagement } from "@coulisses/client";
import {
  type Finding,
  findingsOn,
  moveMissions,
  newBlocks,
  type Question,
  questionOf,
  type Verdict,
  verdictOf,
  type World,
} from "@coulisses/planning";
import type { MissionChange } from "./commands.ts";
import { moveOf, type Plan, withProductions } from "./plan.ts";

/** What would speak against a drop. */
export interface Judged {
  readonly verdict: Verdict;
  /** The worst finding, or that the person is on the mission already; undefined if nothing speaks against it. */
  readonly because: Finding | "engaged" | undefined;
  /** Whether the page knows all that decides; otherwise the server has the last word. */
  readonly isSure: boolean;
}

/** The most missions that the world allows to judge together. */
const mostAtOnce = 10;

/** Judges somebody for a position, as the server's list of candidates does. A full position does not count. */
export function judgePlacement(
  { world, crews }: Plan,
  { position_id, artist_id }: { position_id: string; artist_id: string },
): Judged | undefined {
  const question = questionOf({ position_id, artist_id }, world);
  if (question === undefined) return undefined;
  const crew = crews.get(question.position.mission_id) ?? [];
  if (crew.some((engagement) => engagement.artist_id === artist_id))
    return { verdict: "blocked", because: "engaged", isSure: true };
  const findings = findingsOn(question, world).filter(({ rule }) => rule !== "full");
  const verdict = verdictOf(findings);
  return { verdict, because: worstIn(findings), isSure: isSure(question, world, findings) };
}

/**
 * Judges missions at other times, venues or productions for somebody who is on them. As on the server, only
 * what becomes worse blocks, and only who is confirmed.
 */
export function judgeMoved(
  plan: Plan,
  artist_id: string,
  changes: readonly MissionChange[],
): Judged {
  const moves = changes.flatMap((change) => moveOf(plan, change) ?? []);
  const engagements = changes.flatMap(({ mission_id }) =>
    (plan.crews.get(mission_id) ?? []).filter((one) => one.artist_id === artist_id),
  );
  const before = worldOf(plan.world, engagements);
  const produced = withProductions(before, plan, changes);
  const after = moveMissions(produced ?? before, moves);
  const judged = engagements.map((engagement) => judgeAfter(engagement, before, after));
  const isKnown =
    produced !== undefined &&
    moves.length === changes.length &&
    moves.length <= mostAtOnce &&
    moves.every(({ start, end }) => start >= plan.window.start && end <= plan.window.end);
  const worst = worstJudged(judged);
  return { ...worst, isSure: worst.isSure && isKnown };
}

/** The world of one person, on the positions that are in question: there is less to move. */
function worldOf(world: World, engagements: readonly Engagement[]): World {
  const artists = engagements.map(({ artist_id }) => artist_id);
  const positions = engagements.map(({ position_id }) => position_id);
  return {
    ...world,
    positions: picked(world.positions, positions),
    engaged: picked(world.engaged, artists),
    rosters: picked(world.rosters, artists),
  };
}

function picked<Value>(
  record: Readonly<Record<string, Value>>,
  ids: readonly string[],
): Record<string, Value> {
  const entries = ids.flatMap((id) => {
    const value = record[id];
    return value === undefined ? [] : [[id, value] as const];
  });
  return Object.fromEntries(entries);
}

function judgeAfter(engagement: Engagement, before: World, after: World): Judged {
  const { id: engagement_id, position_id, artist_id, status, overridden } = engagement;
  const asked = { engagement_id, position_id, artist_id };
  const question = questionOf(asked, after);
  const asBefore = questionOf(asked, before);
  if (question === undefined || asBefore === undefined)
    return { verdict: "free", because: undefined, isSure: false };
  const findings = findingsOn(question, after);
  const known = findings.some(isBlock) ? findingsOn(asBefore, before).filter(isBlock) : [];
  const blocks = status === "confirmed" ? newBlocks(findings, [...known, ...overridden]) : [];
  const verdict = verdictOf(findings);
  return {
    verdict: verdict === "blocked" && blocks.length === 0 ? "warned" : verdict,
    because: blocks[0] ?? worstIn(findings),
    isSure: isSure(question, after, findings),
  };
}

function isBlock({ level }: Finding): boolean {
  return level === "block";
}

/** What is only to be known is no reason. */
function worstIn(findings: readonly Finding[]): Finding | undefined {
  return findings.find(isBlock) ?? findings.find(({ level }) => level === "warn");
}

/**
 * The hours that somebody works elsewhere are not disclosed to the page: for them it judges everything but
 * working time.
 */
function isSure({ candidate }: Question, { rosters }: World, findings: Finding[]): boolean {
  const isElsewhere = rosters[candidate.id]?.outside.some(({ id }) => id === null) ?? false;
  return !isElsewhere || findings.some((found) => isBlock(found) && found.reference === null);
}

const order: readonly Verdict[] = ["free", "warned", "blocked"];

/** The worst of several. It is sure if nothing unknown can make it worse. */
export function worstJudged(all: readonly Judged[]): Judged {
  const [worst] = all.toSorted((a, b) => order.indexOf(b.verdict) - order.indexOf(a.verdict));
  if (worst === undefined) return { verdict: "free", because: undefined, isSure: true };
  const isKnown = all.every((one) => one.isSure);
  return { ...worst, isSure: isKnown || (worst.verdict === "blocked" && worst.isSure) };
}
