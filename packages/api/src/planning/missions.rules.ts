import type { CodedIssue } from "@coulisses/messages";
import type { InputIssue } from "../kit/issue.ts";
import { inZone, type WallTime } from "../kit/time.ts";
import {
  type Mission,
  type MissionCreate,
  mostDays,
  type PositionInput,
} from "./missions.schema.ts";

export interface Period {
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
}

/** A time as sent: an instant, or wall-clock time at the venue. */
type Time = WallTime | Temporal.Instant;

/**
 * The instant of a wall-clock time in a zone, or the issue if there is not exactly one: a clock change
 * skips an hour in spring and repeats one in autumn. Years are 1 to 9999, in the zone and in UTC.
 */
export function instantIn(
  time: Time | Temporal.PlainDateTime,
  zone: string,
): Temporal.Instant | CodedIssue {
  const read = resolveIn(time, zone);
  if ("issue" in read) return read;
  const isKept = [zone, "UTC"].every((one) => inZone(read, one) !== undefined);
  return isKept ? read : { issue: "years_in_and_utc", params: { zone } };
}

function resolveIn(
  time: Time | Temporal.PlainDateTime,
  zone: string,
): Temporal.Instant | CodedIssue {
  if (time instanceof Temporal.Instant) return time;
  const wall = Temporal.PlainDateTime.from(time);
  const earlier = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  const later = wall.toZonedDateTime(zone, { disambiguation: "later" });
  if (earlier.epochNanoseconds === later.epochNanoseconds) return earlier.toInstant();
  return earlier.toPlainDateTime().equals(wall)
    ? { issue: "repeated", params: { zone, offsets: [earlier.offset, later.offset] } }
    : { issue: "skipped", params: { zone } };
}

/**
 * Parses the period and the breaks of a mission. Issues: a time that does not exist or happens twice, an
 * end that is not after its start or too long after it, a break outside the mission or within another.
 */
export function parseTimes(
  { starts_at, ends_at, breaks }: Pick<MissionCreate, "starts_at" | "ends_at" | "breaks">,
  zone: string,
): { period: Period; breaks: Period[] } | { issues: InputIssue[] } {
  const issues: InputIssue[] = [];
  const read = (sent: { starts_at: Time; ends_at: Time }, path: InputIssue["path"]) => {
    const [start, end] = [instantIn(sent.starts_at, zone), instantIn(sent.ends_at, zone)];
    if ("issue" in start) issues.push({ path: [...path, "starts_at"], ...start });
    if ("issue" in end) issues.push({ path: [...path, "ends_at"], ...end });
    if ("issue" in start || "issue" in end) return undefined;
    if (Temporal.Instant.compare(start, end) < 0) return { starts_at: start, ends_at: end };
    issues.push({ path: [...path, "ends_at"], issue: "after", params: { field: "starts_at" } });
    return undefined;
  };
  const period = read({ starts_at, ends_at }, []);
  const pauses = breaks.flatMap((pause, i) => read(pause, ["breaks", i]) ?? []);
  if (period !== undefined) issues.push(...tooLong(period), ...strayBreaks(period, pauses));
  if (period === undefined || issues.length > 0) return { issues };
  return { period, breaks: pauses };
}

/** The breaks of a mission moved with its start; those that no longer fit are left out. */
export function breaksAlong(
  { starts_at, breaks }: Pick<Mission, "starts_at" | "breaks">,
  period: Period,
): Period[] {
  const by = Temporal.Instant.from(starts_at).until(period.starts_at);
  return breaks.flatMap((pause) => {
    const from = Temporal.Instant.from(pause.starts_at).add(by);
    const to = Temporal.Instant.from(pause.ends_at).add(by);
    return Temporal.Instant.compare(to, period.ends_at) <= 0
      ? [{ starts_at: from, ends_at: to }]
      : [];
  });
}

function tooLong({ starts_at, ends_at }: Period): InputIssue[] {
  if (starts_at.until(ends_at).total("hours") <= mostDays * 24) return [];
  const params = { days: mostDays, field: "starts_at" };
  return [{ path: ["ends_at"], issue: "within_days", params }];
}

function strayBreaks(period: Period, pauses: Period[]): InputIssue[] {
  const isIn = (pause: Period) =>
    Temporal.Instant.compare(period.starts_at, pause.starts_at) <= 0 &&
    Temporal.Instant.compare(pause.ends_at, period.ends_at) <= 0;
  const ordered = pauses.toSorted((a, b) => Temporal.Instant.compare(a.starts_at, b.starts_at));
  const overlaps = ordered.some((pause, i) => {
    const next = ordered[i + 1];
    return next !== undefined && Temporal.Instant.compare(pause.ends_at, next.starts_at) > 0;
  });
  return [
    ...pauses.flatMap((pause, i) =>
      isIn(pause) ? [] : [{ path: ["breaks", i], issue: "within_mission" } as const],
    ),
    ...(overlaps ? [{ path: ["breaks"], issue: "overlap" } as const] : []),
  ];
}

/**
 * The same wall-clock time a number of days later: a call at 20:00 stays a call at 20:00 over a clock
 * change.
 */
export function wallTimeLater(
  at: string,
  { zone, days }: { zone: string; days: number },
): Temporal.PlainDateTime {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDateTime().add({ days });
}

export function asText({ starts_at, ends_at }: Period): { starts_at: string; ends_at: string } {
  return { starts_at: starts_at.toString(), ends_at: ends_at.toString() };
}

export function asInstants(period: { starts_at: string; ends_at: string }): Period {
  return {
    starts_at: Temporal.Instant.from(period.starts_at),
    ends_at: Temporal.Instant.from(period.ends_at),
  };
}

export function isSame(a: Period, b: Period): boolean {
  return a.starts_at.equals(b.starts_at) && a.ends_at.equals(b.ends_at);
}

/** A mission as it should become. */
export interface WantedMission extends Pick<
  Mission,
  "venue_id" | "project_id" | "title" | "kind" | "notes" | "status" | "is_template"
> {
  period: Period;
  breaks: Period[];
  positions: PositionInput[];
}

/** Whether a mission is already as wanted. */
export function isAsWanted(mission: Mission, wanted: WantedMission): boolean {
  const { venue_id, title, kind, status, is_template, project_id, notes } = wanted;
  const rest = { venue_id, title, kind, status, is_template, project_id, notes };
  return (
    JSON.stringify({ ...mission, ...rest }) === JSON.stringify(mission) &&
    hasPositions(mission, wanted) &&
    hasBreaks(mission, wanted) &&
    isSame(wanted.period, asInstants(mission))
  );
}

/** Whether a mission has the wanted positions. */
export function hasPositions(
  { positions }: Pick<Mission, "positions">,
  wanted: Pick<WantedMission, "positions">,
): boolean {
  return JSON.stringify(wanted.positions.map(asSaved)) === JSON.stringify(positions.map(asSaved));
}

/** Whether a mission has the wanted breaks. */
export function hasBreaks(
  { breaks }: Pick<Mission, "breaks">,
  wanted: Pick<WantedMission, "breaks">,
): boolean {
  return areSame(wanted.breaks, breaks.map(asInstants));
}

/** Whether a change of a mission can change the findings on its engagements. */
export function canChangeFindings(mission: Mission, wanted: WantedMission): boolean {
  return (
    !isSame(wanted.period, asInstants(mission)) ||
    !hasBreaks(mission, wanted) ||
    mission.venue_id !== wanted.venue_id ||
    changesRequirements(mission, wanted)
  );
}

/** Whether the project, the kind or what positions require changes. */
export function changesRequirements(mission: Mission, wanted: WantedMission): boolean {
  return (
    mission.project_id !== wanted.project_id ||
    mission.kind !== wanted.kind ||
    requirementsOf(mission.positions) !== requirementsOf(wanted.positions)
  );
}

/** What positions require, as text to compare. */
function requirementsOf(positions: PositionInput[]): string {
  return JSON.stringify(positions.map(({ id, skill, min_level }) => [id, skill, min_level]));
}

/** A position with the fields that are saved. */
function asSaved({ id, skill = null, min_level = null, count, label = null }: PositionInput) {
  return { id, skill, min_level, count, label };
}

/** Whether breaks are the same, in any order. */
function areSame(a: Period[], b: Period[]): boolean {
  return a.length === b.length && a.every((one) => b.some((other) => isSame(one, other)));
}
