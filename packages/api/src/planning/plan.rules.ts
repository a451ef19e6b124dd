import { inZone, withOffsetOf } from "../kit/wire.ts";
import { within } from "./outside-work.rules.ts";
import type { Finding } from "./findings.schema.ts";
import { longestWay } from "../venues/travel.schema.ts";
import type { Engaged, Place, Question, World } from "./world.ts";

/** What speaks against it but for working-time rules. */
export function planFindings(question: Question, world: World): Finding[] {
  const engaged = world.engaged.get(question.candidate.id) ?? [];
  const others = near(question.place, engaged).filter(({ id }) => id !== question.own);
  const own = engaged.find(({ id }) => id === question.own);
  return [
    ...overlaps(question, others),
    ...(own?.status === "confirmed" ? [] : fullness(question)),
    ...skillGaps(question),
    ...workElsewhere(question, world),
    ...plannedWork(question),
    ...travelGaps(question, others, world),
    ...availabilityGaps(question, world),
    ...competingOptions(question, others),
  ];
}

/** What is on at the time of a place, or so soon before or after that the way may be too long. */
function near(place: Place, engaged: Engaged[]): Engaged[] {
  const from = place.starts_at.epochMilliseconds - longestWay * 60_000;
  const to = place.ends_at.epochMilliseconds + longestWay * 60_000;
  return engaged.filter(
    ({ starts_at, ends_at }) =>
      starts_at.epochMilliseconds < to && ends_at.epochMilliseconds > from,
  );
}

function overlaps({ place, candidate }: Question, others: Engaged[]): Finding[] {
  return others
    .filter((other) => other.status === "confirmed" && doOverlap(place, other))
    .map((other) =>
      finding(place, {
        level: "block",
        rule: "overlap",
        message: `${candidate.name} is confirmed on ${describe(other, place.time_zone)}`,
        engagements: [other.id],
      }),
    );
}

function fullness({ place }: Question): Finding[] {
  if (place.taken < place.count) return [];
  return [
    finding(place, {
      level: "block",
      rule: "full",
      message: `The position takes ${place.count}, and ${place.taken} are confirmed`,
      measured: place.taken,
      allowed: place.count,
      unit: "people",
    }),
  ];
}

function skillGaps({ place, candidate }: Question): Finding[] {
  const { skill, min_level, ends_at, time_zone } = place;
  if (skill === null) return [];
  const block = (message: string, measured: number | null = null) => [
    finding(place, {
      level: "block",
      rule: "skill",
      message,
      measured,
      allowed: min_level,
      unit: "level",
    }),
  ];
  const held = candidate.skills.find(({ code }) => code === skill);
  if (held === undefined) return block(`${candidate.name} does not have the skill ${skill}`);
  const lastDay = ends_at.toZonedDateTimeISO(time_zone).toPlainDate().toString();
  if (held.expires_on !== null && held.expires_on < lastDay)
    return block(`${candidate.name} has the skill ${skill} until ${held.expires_on}`);
  return min_level !== null && held.level < min_level
    ? block(`${candidate.name} has the skill ${skill} at level ${held.level}`, held.level)
    : [];
}

/**
 * Work for others. What another organisation has on file could be this very mission: a warning, which
 * tells no more than of the time of the mission.
 */
function workElsewhere({ place, candidate }: Question, { rosters }: World): Finding[] {
  const asked = { from: place.starts_at, to: place.ends_at };
  const outside = rosters.get(candidate.id)?.outside ?? [];
  return outside
    .filter((work) => doOverlap(place, work))
    .map((work) => {
      const isOurs = work.id !== null;
      const told = isOurs ? work : within(work, asked);
      const { starts_at, ends_at } = periodIn(place.time_zone, told);
      const message = `${candidate.name} works for others, ${starts_at} to ${ends_at}`;
      return finding(place, { level: isOurs ? "block" : "warn", rule: "outside", message });
    });
}

/**
 * What plannings assign to somebody is known work: a warning, for a planning is no contract. Whether it
 * keeps the limits of working time is not known, so it does not count towards them.
 */
function plannedWork({ place, candidate }: Question): Finding[] {
  return candidate.planned
    .filter((slot) => doOverlap(place, slot))
    .map((slot) => {
      const { starts_at, ends_at } = periodIn(place.time_zone, slot);
      const message = `${candidate.name} is in a planning, ${starts_at} to ${ends_at}`;
      return finding(place, { level: "warn", rule: "planning", message });
    });
}

/** From the mission before, and to the one after: is there time to get there? */
function travelGaps({ place, candidate }: Question, others: Engaged[], world: World): Finding[] {
  const elsewhere = others.filter(
    (other) =>
      other.status === "confirmed" && other.venue_id !== place.venue_id && !doOverlap(place, other),
  );
  return elsewhere.flatMap((other) => {
    const isBefore = Temporal.Instant.compare(other.ends_at, place.starts_at) <= 0;
    const [first, second] = isBefore ? [other, place] : [place, other];
    const gap = minutes(first.ends_at, second.starts_at);
    const needed = world.travel(first.venue_id, second.venue_id) ?? 0;
    if (gap >= needed) return [];
    return finding(place, {
      level: "warn",
      rule: "travel",
      message: `${candidate.name}: ${gap} minutes between ${first.venue} and ${second.venue}, the way takes ${needed}: ${needed - gap} minutes missing`,
      measured: gap,
      allowed: needed,
      unit: "minutes",
      engagements: [other.id],
    });
  });
}

function availabilityGaps({ place, candidate }: Question, { time_zone }: World): Finding[] {
  const start = inZone(place.starts_at, time_zone);
  const end = inZone(place.ends_at, time_zone);
  const covers = (slot: { start: string; end: string }) =>
    start !== undefined && end !== undefined && slot.start <= start && end <= slot.end;
  if (candidate.availabilities.some(covers)) return [];
  return [
    finding(place, {
      level: "warn",
      rule: "availability",
      message: `${candidate.name} has not said to be available then`,
    }),
  ];
}

function competingOptions({ place, candidate }: Question, others: Engaged[]): Finding[] {
  const options = others.filter((other) => other.status === "option" && doOverlap(place, other));
  if (options.length === 0) return [];
  return [
    finding(place, {
      level: "info",
      rule: "options",
      message: `${candidate.name} is on option elsewhere then: ${options.map((other) => describe(other, place.time_zone)).join("; ")}`,
      measured: options.length,
      unit: "options",
      engagements: options.map(({ id }) => id),
    }),
  ];
}

/** Back to back is no overlap. */
function doOverlap(
  a: { starts_at: Temporal.Instant; ends_at: Temporal.Instant },
  b: { starts_at: Temporal.Instant; ends_at: Temporal.Instant },
): boolean {
  return (
    Temporal.Instant.compare(a.starts_at, b.ends_at) < 0 &&
    Temporal.Instant.compare(b.starts_at, a.ends_at) < 0
  );
}

function finding(
  place: Place,
  {
    measured = null,
    allowed = null,
    unit = null,
    engagements = [],
    ...said
  }: Pick<Finding, "level" | "rule" | "message"> &
    Partial<Pick<Finding, "measured" | "allowed" | "unit" | "engagements">>,
): Finding {
  const period = periodIn(place.time_zone, place);
  return { ...said, reference: null, measured, allowed, unit, period, engagements };
}

/** A period as answers give it, with the offset that a zone has then. */
export function periodIn(
  zone: string,
  { starts_at, ends_at }: Pick<Place, "starts_at" | "ends_at">,
) {
  return {
    starts_at: withOffsetOf(zone, starts_at.toString()),
    ends_at: withOffsetOf(zone, ends_at.toString()),
  };
}

function describe({ title, venue, starts_at, ends_at }: Engaged, zone: string): string {
  const [from, to] = [starts_at, ends_at].map((at) => withOffsetOf(zone, at.toString()));
  return `${title} (${venue}), ${from} to ${to}`;
}

function minutes(from: Temporal.Instant, to: Temporal.Instant): number {
  return Math.floor((to.epochMilliseconds - from.epochMilliseconds) / 60_000);
}
