import {
  findingsOf,
  inOrderOfTime,
  type RuleInForce,
  type Rosters,
  rulesFor,
  rostersOf,
} from "./check.ts";
import { DAY, MINUTE } from "./duration.ts";
import type { Finding } from "./finding.ts";
import {
  type Distance,
  type Neighbourhood,
  neighbourhoodOf,
  callsAfter,
  callsOf,
  spanOf,
  type Swap,
} from "./neighbourhood.ts";
import { codeDuTravail, type Profile } from "./profile.ts";
import { type Call, rosterOf, rosterOfCalls, toCall } from "./roster.ts";
import { rules } from "./rules.ts";
import { isQuiet, isSettled } from "./quiet.ts";
import { isAbsence, type Person, type Work } from "./work.ts";

/** The findings that a change of somebody's work brings and takes away. */
export interface Change {
  added: Finding[];
  removed: Finding[];
}

/** The work of a person, prepared to judge changes of it. */
export interface WatchedWork {
  /** What changes if a call comes, or takes the place of the call with its id. */
  with(call: Work): Change;
  /** What changes if a call goes. */
  without(id: string): Change;
}

/**
 * Prepares a person's work to judge many changes of it, one by one: for somebody who is dragged over a
 * planning, or candidates for a call. The answers are the difference between two `check`s, but they take the
 * time of the neighbourhood: some days around the call, and further only where the rules demand it, as for an
 * average of twelve weeks that is over its limit. The prepared work itself stays as it is.
 *
 * @throws RangeError when a period does not end after it begins, or a time zone is unknown.
 * @example
 * const watched = watch(work, { occupation: "technician" }, ccneac);
 * watched.with({ ...show, id: "second show" }).added;
 */
export function watch(
  work: readonly Work[],
  person: Person,
  profile: Profile = codeDuTravail,
): WatchedWork {
  const known = knownOf(work, person, profile);
  return {
    with: (added) =>
      isAbsence(added)
        ? withoutCall(known, added.id)
        : changeOf(known, { removed: known.calls.get(added.id), added: toCall(added) }),
    without: (id) => withoutCall(known, id),
  };
}

function withoutCall(known: Known, id: string): Change {
  const removed = known.calls.get(id);
  if (removed === undefined) return { added: [], removed: [] };
  return changeOf(known, { removed, added: undefined });
}

/** Rules that need the same neighbourhood. */
interface Alike {
  distance: Distance;
  rules: RuleInForce[];
}

/** A neighbourhood before and after a change. */
interface Part {
  key: string;
  before: Rosters;
  after: Rosters;
  /** Whether work before and after it was left out. */
  isCut: { before: boolean; after: boolean };
}

interface Known {
  person: Person;
  calls: ReadonlyMap<string, Call>;
  rosters: Rosters;
  alike: readonly Alike[];
  /** The longest rest between days of work that a rule asks for, in milliseconds. */
  rest: number;
  /** A cache: neighbourhoods and their findings before any change. */
  parts: Map<string, Rosters>;
  found: Map<string, Finding[]>;
}

function knownOf(work: readonly Work[], person: Person, profile: Profile): Known {
  const inForce = rulesFor(person, profile);
  const worked = work.filter((one) => !isAbsence(one));
  const rosters = rostersOf(rosterOf(worked, person));
  const byDistance = Map.groupBy(inForce, (rule) => JSON.stringify(distanceOf(rule)));
  return {
    person,
    calls: new Map(rosters.all.calls.map((call) => [call.work.id, call])),
    rosters,
    alike: [...byDistance.values()].flatMap((some) => {
      const [first] = some;
      return first === undefined ? [] : [{ distance: distanceOf(first), rules: some }];
    }),
    rest: Math.max(0, ...inForce.map(restOf)),
    parts: new Map(),
    found: new Map(),
  };
}

/** The days around a call with its week, and the fewest: smaller neighbourhoods would cost more than they save. */
const A_WEEK = 9;

/** The shortest pause that ends any day of work, whatever the time zones. */
const A_FEW_DAYS = 4;

function distanceOf({ rule, setting }: RuleInForce): Distance {
  // A streak ends with a free day, however long it is.
  if (rule.id === "running-days") return { days: A_FEW_DAYS, apart: 2 };
  const { days = Infinity, season, year } = rule.reach(setting.limits);
  if (season !== undefined || year !== undefined) return { days: Infinity, apart: 1 };
  // One more week shows where its effect ends (`isSettled`).
  if (rule.id === "weekly-rest") return { days: days + 7, apart: 1 };
  return { days: Math.max(days, A_WEEK), apart: 1 };
}

/** The longest rest between days of work that a rule asks for; an amplitude asks for what is left of 24 h. */
function restOf({ rule: { id }, setting: { limits } }: RuleInForce): number {
  const figures = Object.values(limits).map((minutes) => minutes * MINUTE);
  if (id === "daily-rest" || id === "minor-rest") return Math.max(...figures);
  if (id === "amplitude" || id === "minor-amplitude") return DAY - Math.min(...figures);
  return 0;
}

function changeOf(known: Known, swap: Swap): Change {
  const span = spanOf(swap);
  // Several rules have the same neighbourhood.
  const made = new Map<string, Part>();
  const partOf = (distance: Distance) => {
    const around = neighbourhoodOf(known.rosters, span, { ...distance, rest: known.rest });
    const key = `${around.first} ${around.end}`;
    const part = made.get(key) ?? makePart(known, swap, { around, key });
    made.set(key, part);
    return part;
  };
  const [before, after]: [Finding[], Finding[]] = [[], []];
  const { rosters } = known;
  const week = partOf({ days: A_WEEK, apart: 1 });
  for (const { distance, rules: alike } of known.alike) {
    const loud = alike.filter((rule) => !isQuiet(rule, { rosters, week, span }));
    if (loud.length === 0) continue;
    const near = partOf(distance);
    const isWide = loud.every((rule) => isSettled(rule, { ...near, rosters, span }));
    const part = isWide ? near : partOf({ days: Infinity, apart: 1 });
    before.push(...foundBefore(known, part, loud));
    after.push(...loud.flatMap((rule) => findingsOf(rule, part.after)));
  }
  return { added: missingIn(before, after), removed: missingIn(after, before) };
}

function foundBefore({ found }: Known, { key, before }: Part, asked: RuleInForce[]): Finding[] {
  const name = `${key} ${asked.map(({ rule }) => rule.id).join()}`;
  const known = found.get(name) ?? asked.flatMap((rule) => findingsOf(rule, before));
  found.set(name, known);
  return known;
}

function makePart(
  { rosters, parts, person }: Known,
  swap: Swap,
  { around, key }: { around: Neighbourhood; key: string },
): Part {
  const calls = callsOf(rosters, around);
  const before = parts.get(key) ?? rostersOf(rosterOfCalls(calls, person));
  parts.set(key, before);
  const after = rostersOf(rosterOfCalls(callsAfter(calls, swap), person));
  return { key, before, after, isCut: cutsOf(rosters, around) };
}

function cutsOf({ all }: Rosters, { first, end }: Neighbourhood): Part["isCut"] {
  return { before: first > 0, after: end < all.runs.length };
}

const places = new Map(rules.map(({ id }, place) => [id, place]));

/** The findings of one list that are missing in another. */
function missingIn(others: readonly Finding[], findings: readonly Finding[]): Finding[] {
  const counts = new Map<string, number>();
  for (const other of others) {
    const key = JSON.stringify(other);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const missing = findings.filter((finding) => {
    const key = JSON.stringify(finding);
    const count = counts.get(key) ?? 0;
    counts.set(key, count - 1);
    return count <= 0;
  });
  const inOrder = missing.toSorted((a, b) => (places.get(a.rule) ?? 0) - (places.get(b.rule) ?? 0));
  return inOrderOfTime(inOrder);
}
