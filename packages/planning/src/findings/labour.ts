import {
  ccneac,
  check,
  codeDuTravail,
  nearestProfile,
  type Profile,
  type Reach,
  reach,
  type Work,
} from "@coulisses/labour";
import { periodIn, type Span } from "../time.ts";
import { changedAt } from "../move.ts";
import { factsOf } from "../pack.ts";
import type {
  Call,
  Convention,
  LabourSettings,
  OutsideWork,
  Position,
  Question,
  Roster,
  World,
} from "../world.ts";
import type { Finding } from "./finding.ts";

/** The findings of working-time rules that concern this engagement. Not legal advice. */
export function labourFindings(
  { position, candidate, engagement_id }: Question,
  world: World,
): Finding[] {
  const roster = world.rosters[candidate.id];
  if (roster === undefined) return [];
  // A new engagement has no id yet, so its work takes the id of the position.
  const asked = { ...position, id: engagement_id ?? position.id };
  const whole = { ...roster, calls: withCall(roster.calls, asked, world) };
  return brokenRules(whole, world, { ...position, name: candidate.name })
    .filter(({ engagements }) => engagements.includes(asked.id))
    .map((found) => ({
      ...found,
      engagements: found.engagements.filter((id) => id !== position.id),
    }));
}

/** The findings of working-time rules on a person's work. */
export function brokenRules(
  roster: Roster,
  world: World,
  { name, time_zone, convention }: Pick<Position, "time_zone" | "convention"> & { name: string },
): Finding[] {
  const callIds = new Set(roster.calls.map(({ id }) => id));
  const calls = roster.calls.map((call) => toldBy(call, world));
  const work = workOf({ ...roster, calls }, world.time_zone);
  return check(work, roster.person, profileOf(world.labour, convention)).map(
    ({ works, period, params, ...found }) => {
      const engagements = works.filter((id) => callIds.has(id));
      const named = { ...params, name };
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the params are those of the rule, and a name
      return {
        ...found,
        params: named,
        period: periodIn(time_zone, period),
        engagements,
      } as Finding;
    },
  );
}

/** The calls, with that of a position added, or updated if it is among them. */
export function withCall(
  calls: readonly Call[],
  position: Position,
  world: Pick<World, "now">,
): Call[] {
  const before = calls.find(({ id }) => id === position.id);
  const { published_at = null, cachets = null } = before ?? {};
  const changed_at = before === undefined ? null : changedAt(before, position, world);
  const others = calls.filter(({ id }) => id !== position.id);
  return [...others, { ...factsOf(position), id: position.id, published_at, changed_at, cachets }];
}

/** A call of which nobody was told yet, as if they were told now. One that has begun is a record. */
function toldBy(call: Call, { now }: Pick<World, "now">): Call {
  return call.published_at === null && call.start > now ? { ...call, published_at: now } : call;
}

const profiles: Record<Convention, Profile> = { "code-du-travail": codeDuTravail, ccneac };

export type { Reach };

const agreed = new WeakMap<LabourSettings, Map<Convention, Profile>>();

/**
 * The rules in force for a production: its own convention or the organisation's, and its agreement, as far as
 * one may set it.
 */
export function profileOf(
  settings: LabourSettings,
  ofProduction: Convention | null = null,
): Profile {
  const { convention, rules, decisions = [] } = settings;
  const name = ofProduction ?? convention;
  const base = profiles[name];
  if (Object.keys(rules).length + decisions.length === 0) return base;
  // A cache: a profile is made once for all the people judged by it.
  const made = agreed.get(settings) ?? new Map<Convention, Profile>();
  agreed.set(settings, made);
  const profile = made.get(name) ?? nearestProfile(base, { rules, decisions }).profile;
  made.set(name, profile);
  return profile;
}

/** The widest reach of the rules that can apply: each production may have its own convention. */
export function reachOf(settings: LabourSettings): Reach {
  return reach(profileOf(settings, "code-du-travail"), profileOf(settings, "ccneac"));
}

/** A person's work as rules read it. Civil days of outside work are read in `zone`. */
export function workOf(
  { calls, outside }: Pick<Roster, "calls" | "outside">,
  zone: string,
): Work[] {
  return [
    ...calls.map(workOfCall),
    ...outside
      .filter(({ worked_minutes }) => worked_minutes !== 0)
      .map((work, i) => workForOthers(work, { zone, i })),
  ].filter(isMeasurable);
}

/** A time as rules read it, in whole milliseconds. */
function at(milliseconds: number): { epochMilliseconds: number } {
  return { epochMilliseconds: Math.floor(milliseconds) };
}

function periodOf({ start, end }: Span): Pick<Work, "starts_at" | "ends_at"> {
  return { starts_at: at(start), ends_at: at(end) };
}

/** Rules measure milliseconds: anything shorter is left out. */
export function isMeasurable({ starts_at, ends_at }: Pick<Work, "starts_at" | "ends_at">): boolean {
  return ends_at.epochMilliseconds > starts_at.epochMilliseconds;
}

function workOfCall(call: Call): Work {
  const { id, kind, time_zone, breaks, setting, first_performance_on } = call;
  const { published_at, changed_at, cachets } = call;
  return {
    id,
    kind,
    ...periodOf(call),
    time_zone,
    employer: "own",
    breaks: breaks.map(periodOf).filter(isMeasurable),
    tour: setting === "tour",
    festival: setting === "festival" || setting === "open_air_festival",
    open_air: setting === "open_air_festival",
    first_performance_on: first_performance_on ?? undefined,
    published_at: published_at === null ? undefined : at(published_at),
    changed_at: changed_at === null ? undefined : at(changed_at),
    cachets: cachets ?? undefined,
  };
}

/**
 * Only the hours of outside work are known. The time not worked becomes one pause in its middle: so sums
 * are right, and it begins and ends with working time.
 */
function workForOthers(
  { id, start, end, worked_minutes }: OutsideWork,
  { zone, i }: { zone: string; i: number },
): Work {
  const total = (end - start) / 60_000;
  const worked = worked_minutes ?? total;
  const from = start + Math.floor(worked * 30) * 1000;
  const pause = periodOf({ start: from, end: from + Math.round((total - worked) * 60) * 1000 });
  return {
    id: id ?? `elsewhere ${i}`,
    kind: "autre",
    ...periodOf({ start, end }),
    time_zone: zone,
    employer: "outside",
    breaks: worked < total && isMeasurable(pause) ? [pause] : [],
  };
}
