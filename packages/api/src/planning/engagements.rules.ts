import { check, sentenceOf } from "@coulisses/labour";
import { compareText } from "../kit/wire.ts";
import { profileOf, workOf } from "./labour.rules.ts";
import type { Call, Roster } from "./labour.schema.ts";
import { periodIn, planFindings } from "./plan.rules.ts";
import type { Finding, Overridden } from "./findings.schema.ts";
import type { Engagement, FreeArtist } from "./engagements.schema.ts";
import type { Candidate, Move, Place, Question, World } from "./world.ts";

export type Status = "option" | "confirmed" | "declined" | "cancelled";

/** What may become of an engagement, by what it is. */
const transitions: Record<Status, readonly Status[]> = {
  option: ["confirmed", "declined", "cancelled"],
  confirmed: ["cancelled"],
  declined: [],
  cancelled: [],
};

/** What an undo makes of an engagement, by what it is: what it was before, or cancelled if it was not. */
const undoings: Record<Status, readonly Status[]> = {
  option: ["confirmed", "declined", "cancelled"],
  confirmed: ["option", "cancelled"],
  declined: ["option"],
  cancelled: ["option", "confirmed"],
};

/** Why no undo makes that of an engagement; undefined where one may. */
export function undoingReason({ status }: Engagement, to: Status): string | undefined {
  if (status === "expired") return to === "confirmed" ? "This option has expired" : undefined;
  return undoings[status].includes(to) ? undefined : `It is ${status}, and was never ${to}`;
}

/** Why nobody is engaged for a position; undefined where somebody may be. */
export function closedReason({ is_open, title }: Place): string | undefined {
  return is_open ? undefined : `${title} is cancelled, or a template`;
}

/** Why an engagement does not become that; undefined where it may. */
export function transitionReason({ status }: Engagement, to: Status): string | undefined {
  if (status === "expired")
    return to === "confirmed" ? "This option has expired: place it anew" : undefined;
  return transitions[status].includes(to) ? undefined : `It is ${status} already`;
}

/** Whom and what a request is about, or what of it there is not. */
export function questionOf(
  { position_id, artist_id }: { position_id: string; artist_id: string },
  { places, candidates }: World,
): { place: Place; candidate: Candidate } | { missing: string } {
  const place = places.get(position_id);
  if (place === undefined) return { missing: `Position ${position_id}` };
  const candidate = candidates.get(artist_id);
  return candidate === undefined ? { missing: `Artist ${artist_id}` } : { place, candidate };
}

/** What speaks against somebody on a position: worst first. */
export function findingsOn(question: Question, world: World): Finding[] {
  return worstFirst([...planFindings(question, world), ...labourFindings(question, world)]);
}

export function worstFirst(findings: Finding[]): Finding[] {
  return findings.toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
}

const levels: Finding["level"][] = ["block", "warn", "info"];

/** What nobody can overrule: a person in two places, or a place that has gone. */
export function isFinal({ level, rule }: Finding): boolean {
  return level === "block" && (rule === "overlap" || rule === "full");
}

/** What is about one thing, a skill or a job, and not only about a figure. */
const rulesOfOneThing = new Set<Finding["rule"]>(["skill", "outside"]);

/** Whether a finding is no further from what is allowed than one of the same rule, about the same thing. */
function isAsBad(was: Overridden, found: Overridden): boolean {
  if (was.rule !== found.rule || distance(was) < distance(found)) return false;
  return !rulesOfOneThing.has(found.rule) || was.message === found.message;
}

function distance({ measured, allowed }: Overridden): number {
  return Math.abs((measured ?? 0) - (allowed ?? 0));
}

/**
 * What of some findings blocks anew: what nobody can overrule, another rule, or a worse figure.
 *
 * @param covered what blocked before, or was overridden
 */
export function newBlocks(findings: Finding[], covered: Overridden[]): Finding[] {
  return findings.filter(
    (found) =>
      found.level === "block" && (isFinal(found) || !covered.some((was) => isAsBad(was, found))),
  );
}

/** What is overridden of an engagement, once blocks are too. */
export function overriding(blocks: Finding[], before: Overridden[] = []): Overridden[] {
  const added = blocks.map(({ rule, message, measured, allowed, unit }) => ({
    rule,
    message,
    measured,
    allowed,
    unit,
  }));
  return [...before.filter((was) => !added.some((now) => isAsBad(now, was))), ...added];
}

/** What working-time rules find that this engagement is part of. */
export function labourFindings({ place, candidate, own }: Question, world: World): Finding[] {
  const roster = world.rosters.get(candidate.id);
  if (roster === undefined) return [];
  // Where there is no engagement yet, its work goes by the position's id.
  const asked = { ...place, id: own ?? place.id };
  const whole = { ...roster, calls: withCall(roster.calls, asked) };
  const { name } = candidate;
  return brokenRules(whole, world, { name, ...place })
    .filter(({ engagements }) => engagements.includes(asked.id))
    .map((found) => ({
      ...found,
      engagements: found.engagements.filter((id) => id !== place.id),
    }));
}

/** What working-time rules find in somebody's work. They inform, and are no legal advice. */
export function brokenRules(
  roster: Roster,
  world: World,
  { name, time_zone, convention }: Pick<Place, "time_zone" | "convention"> & { name: string },
): Finding[] {
  const own = new Set(roster.calls.map(({ id }) => id));
  const work = workOf(roster, world.time_zone);
  return check(work, roster.person, profileOf(world.labour, convention)).map((found) => {
    const { params: _, works, period, ...told } = found;
    return {
      ...told,
      message: `${name}: ${sentenceOf(found, "en")}`,
      period: periodIn(time_zone, {
        starts_at: Temporal.Instant.fromEpochMilliseconds(period.start),
        ends_at: Temporal.Instant.fromEpochMilliseconds(period.end),
      }),
      engagements: works.filter((id) => own.has(id)),
    };
  });
}

/** Calls with one of them as a place has it now, or one more. */
function withCall(calls: Call[], place: Place): Call[] {
  const before = calls.find(({ id }) => id === place.id);
  const { published_at = null, changed_at = null, cachets = null } = before ?? {};
  const others = calls.filter(({ id }) => id !== place.id);
  return [...others, { ...place, published_at, changed_at, cachets }];
}

/** Notes in the world that somebody is confirmed, for who is judged after. */
export function take(
  world: World,
  { id, artist_id, place }: { id: string; artist_id: string; place: Place },
): void {
  const engaged = world.engaged.get(artist_id) ?? [];
  const isConfirmed = engaged.some((own) => own.id === id && own.status === "confirmed");
  place.taken += isConfirmed ? 0 : 1;
  const others = engaged.filter((other) => other.id !== id);
  world.engaged.set(artist_id, [...others, { ...place, id, artist_id, status: "confirmed" }]);
  const roster = world.rosters.get(artist_id);
  if (roster !== undefined) roster.calls = withCall(roster.calls, { ...place, id });
}

/** Where missions would be, and when, if they moved. Whoever is on them goes along. */
export function moveMissions(moves: Move[], world: World): void {
  for (const { mission_id, ...to } of moves) {
    for (const place of world.places.values())
      if (place.mission_id === mission_id) Object.assign(place, to);
    for (const engaged of [...world.engaged.values()].flat())
      if (engaged.mission_id === mission_id) {
        Object.assign(engaged, to);
        const calls = world.rosters.get(engaged.artist_id)?.calls ?? [];
        const call = calls.find(({ id }) => id === engaged.id);
        if (call !== undefined) Object.assign(call, to);
      }
  }
}

/**
 * What would speak against an artist on a position. The world is then as if they were confirmed, for
 * those who are judged after them.
 */
export function checkNext({ place, candidate, own }: Question, world: World): Finding[] {
  const findings = findingsOn({ place, candidate, own }, world);
  take(world, { id: own ?? crypto.randomUUID(), artist_id: candidate.id, place });
  return findings;
}

/** Somebody who could take a place, and what they are ranked by: the smaller, the better. */
interface Rated {
  free: FreeArtist;
  rank: number[];
}

/**
 * How well somebody could take a place; undefined where something blocks, but for the want of a free
 * place. Best is who is available, with the fewest warnings, the most skilled, with the least work
 * that week.
 */
export function rateFree({ place, candidate }: Question, world: World): Rated | undefined {
  const findings = findingsOn({ place, candidate }, world).filter(({ rule }) => rule !== "full");
  if (findings.some(({ level }) => level === "block")) return undefined;
  const warnings = findings.filter(
    ({ level, rule }) => level === "warn" && rule !== "availability",
  );
  const held = candidate.skills.find(({ code }) => code === place.skill);
  const isAvailable = !findings.some(({ rule }) => rule === "availability");
  const worked = workedInWeek(place, world.rosters.get(candidate.id)?.calls ?? []);
  const reasons = [
    isAvailable ? "Available then" : "Has not said to be available then",
    ...(warnings.length > 0
      ? [warnings.length === 1 ? "1 warning" : `${warnings.length} warnings`]
      : []),
    ...(held === undefined ? [] : [`${held.code} at level ${held.level}`]),
    worked === 0 ? "No other work that week" : `${hours(worked)} of other work that week`,
  ];
  const rank = [isAvailable ? 0 : 1, warnings.length, -(held?.level ?? 0), worked];
  return { rank, free: { artist_id: candidate.id, name: candidate.name, reasons, findings } };
}

/** Those who could take a place, best first. */
export function bestFirst(rated: (Rated | undefined)[]): FreeArtist[] {
  return rated
    .filter((one) => one !== undefined)
    .toSorted((a, b) => inOrder(a.rank, b.rank) || compareText(a.free.name, b.free.name))
    .map(({ free }) => free);
}

function inOrder(a: number[], b: number[]): number {
  return a.map((one, i) => one - (b[i] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** The minutes of calls within the ISO week in which a place's mission begins; breaks count. */
function workedInWeek({ starts_at, time_zone }: Place, calls: Call[]): number {
  const day = starts_at.toZonedDateTimeISO(time_zone).startOfDay();
  const monday = day.subtract({ days: day.dayOfWeek - 1 });
  const [from, to] = [monday.epochMilliseconds, monday.add({ days: 7 }).epochMilliseconds];
  const parts = calls.map((call) =>
    Math.max(
      0,
      Math.min(call.ends_at.epochMilliseconds, to) -
        Math.max(call.starts_at.epochMilliseconds, from),
    ),
  );
  return Math.round(parts.reduce((sum, part) => sum + part, 0) / 60_000);
}

function hours(total: number): string {
  const [h, min] = [Math.floor(total / 60), total % 60];
  return min === 0 ? `${h} h` : `${h} h ${String(min).padStart(2, "0")}`;
}
