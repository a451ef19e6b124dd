import { inZone, withOffsetOf } from "../kit/wire.ts";
import type { Candidate, Engaged, Engagement, Finding, Place, World } from "./schema.ts";

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

interface Question {
  place: Place;
  candidate: Candidate;
  /** The engagement itself, where it is there already. */
  own?: string | undefined;
}

/** What speaks against somebody on a position: worst first. */
export function findingsOn(question: Question, world: World): Finding[] {
  const others = (world.engaged.get(question.candidate.id) ?? []).filter(
    ({ id }) => id !== question.own,
  );
  return [
    ...overlaps(question, others),
    ...fullness(question),
    ...skillGaps(question),
    ...travelGaps(question, others, world),
    ...availabilityGaps(question, world),
    ...competingOptions(question, others),
  ];
}

/** What nobody can overrule: a person in two places, or a place that has gone. */
export function isFinal({ level, rule }: Finding): boolean {
  return level === "block" && (rule === "overlap" || rule === "full");
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
    }),
  ];
}

function skillGaps({ place, candidate }: Question): Finding[] {
  const { skill, min_level, ends_at, time_zone } = place;
  if (skill === null) return [];
  const block = (message: string, measured: number | null = null) => [
    finding(place, { level: "block", rule: "skill", message, measured, allowed: min_level }),
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

/** From the mission before, and to the one after: is there time to get there? */
function travelGaps({ place, candidate }: Question, others: Engaged[], world: World): Finding[] {
  const confirmed = others.filter(
    (other) => other.status === "confirmed" && !doOverlap(place, other),
  );
  return confirmed.flatMap((other) => {
    const isBefore = Temporal.Instant.compare(other.ends_at, place.starts_at) <= 0;
    const [first, second] = isBefore ? [other, place] : [place, other];
    const needed = world.travel(first.venue_id, second.venue_id) ?? 0;
    const gap = minutes(first.ends_at, second.starts_at);
    if (gap >= needed) return [];
    return finding(place, {
      level: "warn",
      rule: "travel",
      message: `${candidate.name}: ${gap} minutes between ${first.venue} and ${second.venue}, the way takes ${needed}: ${needed - gap} minutes missing`,
      measured: gap,
      allowed: needed,
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
      engagements: options.map(({ id }) => id),
    }),
  ];
}

/** Back to back is no overlap. */
export function doOverlap(
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
    engagements = [],
    ...said
  }: Pick<Finding, "level" | "rule" | "message"> &
    Partial<Pick<Finding, "measured" | "allowed" | "engagements">>,
): Finding {
  const { time_zone, starts_at, ends_at } = place;
  const period = {
    starts_at: withOffsetOf(time_zone, starts_at.toString()),
    ends_at: withOffsetOf(time_zone, ends_at.toString()),
  };
  return { ...said, measured, allowed, period, engagements };
}

function describe({ title, venue, starts_at, ends_at }: Engaged, zone: string): string {
  const [from, to] = [starts_at, ends_at].map((at) => withOffsetOf(zone, at.toString()));
  return `${title} (${venue}), ${from} to ${to}`;
}

function minutes(from: Temporal.Instant, to: Temporal.Instant): number {
  return Math.floor(from.until(to).total("minutes"));
}
