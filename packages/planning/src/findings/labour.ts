import {
  ccneac,
  check,
  codeDuTravail,
  type Profile,
  profileWith,
  type Reach,
  reach,
  type Work,
} from "@coulisses/labour";
import { periodIn, type Span } from "../time.ts";
import type {
  Call,
  Convention,
  LabourSettings,
  MissionFacts,
  OutsideWork,
  Position,
  Question,
  Roster,
  World,
} from "../world.ts";
import type { Finding } from "./finding.ts";

/** What working-time rules find that this engagement is part of. They inform, and are no legal advice. */
export function labourFindings(
  { position, candidate, engagement_id }: Question,
  world: World,
): Finding[] {
  const roster = world.rosters[candidate.id];
  if (roster === undefined) return [];
  // Without an engagement, its work goes by the id of the position.
  const asked = { ...position, id: engagement_id ?? position.id };
  const whole = { ...roster, calls: withCall(roster.calls, asked) };
  return brokenRules(whole, world, { ...position, name: candidate.name })
    .filter(({ engagements }) => engagements.includes(asked.id))
    .map((found) => ({
      ...found,
      engagements: found.engagements.filter((id) => id !== position.id),
    }));
}

/** What working-time rules find in somebody's work. */
export function brokenRules(
  roster: Roster,
  world: World,
  { name, time_zone, convention }: Pick<Position, "time_zone" | "convention"> & { name: string },
): Finding[] {
  const callIds = new Set(roster.calls.map(({ id }) => id));
  const work = workOf(roster, world.time_zone);
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

/** Calls with one of them as a position has it now, or one more. */
export function withCall(calls: readonly Call[], position: Position): Call[] {
  const before = calls.find(({ id }) => id === position.id);
  const { published_at = null, changed_at = null, cachets = null } = before ?? {};
  const others = calls.filter(({ id }) => id !== position.id);
  return [...others, { ...factsOf(position), id: position.id, published_at, changed_at, cachets }];
}

/** What a position has of its mission. */
function factsOf(position: Position): MissionFacts {
  const { mission_id, title, kind, venue_id, venue, start, end, time_zone } = position;
  const { breaks, setting, first_performance_on } = position;
  const where = { mission_id, venue_id, venue, start, end, time_zone };
  return { ...where, title, kind, breaks, setting, first_performance_on };
}

const profiles: Record<Convention, Profile> = { "code-du-travail": codeDuTravail, ccneac };

export type { Reach };

const agreed = new WeakMap<LabourSettings["rules"], Map<Convention, Profile>>();

/** The rules in force for a production: its own convention or the organisation's, and its agreement. */
export function profileOf(
  { convention, rules }: LabourSettings,
  ofProduction: Convention | null = null,
): Profile {
  const name = ofProduction ?? convention;
  const base = profiles[name];
  if (Object.keys(rules).length === 0) return base;
  // Made once for all the people who are judged by it.
  const made = agreed.get(rules) ?? new Map<Convention, Profile>();
  agreed.set(rules, made);
  const profile = made.get(name) ?? profileWith(base, { rules });
  made.set(name, profile);
  return profile;
}

/** How far the rules look that can apply in an organisation: each production may have its convention. */
export function reachOf(settings: LabourSettings): Reach {
  return reach(profileOf(settings, "code-du-travail"), profileOf(settings, "ccneac"));
}

/** Somebody's work as rules read it. `zone` is where the days of work for others are read. */
export function workOf(
  { calls, outside }: Pick<Roster, "calls" | "outside">,
  zone: string,
): Work[] {
  return [
    ...calls.map(workOfCall),
    ...outside.map((work, i) => workForOthers(work, { zone, i })),
  ].filter(isMeasurable);
}

/** A time as rules read it, in whole milliseconds. */
function at(milliseconds: number): { epochMilliseconds: number } {
  return { epochMilliseconds: Math.floor(milliseconds) };
}

function periodOf({ start, end }: Span): Pick<Work, "starts_at" | "ends_at"> {
  return { starts_at: at(start), ends_at: at(end) };
}

/** What lasts less than a millisecond is no time at all to rules. */
function isMeasurable({ starts_at, ends_at }: Pick<Work, "starts_at" | "ends_at">): boolean {
  return ends_at.epochMilliseconds > starts_at.epochMilliseconds;
}

function workOfCall({ breaks, setting, ...call }: Call): Work {
  const { id, kind, time_zone, first_performance_on, published_at, changed_at, cachets } = call;
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
 * Of work for others only its hours are known. What was not worked of it is one pause in its middle,
 * so that sums are right, and its first and last minute are working time.
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
