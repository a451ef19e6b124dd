import {
  catalogue,
  ccneac,
  codeDuTravail,
  counters,
  type Profile,
  profileWith,
  titleOf,
  type Work,
} from "@coulisses/labour";
import { instantOf } from "../kit/wire.ts";
import type {
  Call,
  Convention,
  Counters,
  LabourSettings,
  WorkForOthers,
  Roster,
  RulesInForce,
} from "./labour.schema.ts";

const profiles: Record<Convention, Profile> = { "code-du-travail": codeDuTravail, ccneac };

type Settings = Pick<LabourSettings, "convention" | "rules">;

/** The rules in force for a production: its own convention or the organisation's, and its agreement. */
export function profileOf({ convention, rules }: Settings, own: Convention | null = null): Profile {
  const base = profiles[own ?? convention];
  return Object.keys(rules).length === 0 ? base : profileWith(base, { rules });
}

/** Why no agreement can set that; undefined where one can. */
export function agreementFault(rules: LabourSettings["rules"]): string | undefined {
  try {
    for (const profile of Object.values(profiles)) profileWith(profile, { rules });
    return undefined;
  } catch (error) {
    if (error instanceof RangeError) return error.message;
    throw error;
  }
}

/** Every rule, as it is in force. */
export function rulesInForce(profile: Profile): RulesInForce["rules"] {
  return catalogue.map(({ id, reference, unit, level, figures }) => ({
    id,
    title: titleOf(id, "en"),
    reference,
    unit,
    ...(profile.rules[id] ?? { on: false, level, limits: figures }),
  }));
}

/** Somebody's work as rules read it. `zone` is where the days of work for others are read. */
export function workOf({ calls, outside }: Roster, zone: string): Work[] {
  return [
    ...calls.map(workOfCall),
    ...outside.map((work, i) => workForOthers(work, { zone, i })),
  ].filter(isMeasurable);
}

/** Rules measure in milliseconds: what lasts less is no time at all to them. */
function isMeasurable({ starts_at, ends_at }: Pick<Work, "starts_at" | "ends_at">): boolean {
  return ends_at.epochMilliseconds > starts_at.epochMilliseconds;
}

/** A call as rules read it. */
function workOfCall({ breaks, setting, ...call }: Call): Work {
  const { first_performance_on, published_at, changed_at, cachets } = call;
  return {
    id: call.id,
    kind: call.kind,
    starts_at: call.starts_at,
    ends_at: call.ends_at,
    time_zone: call.time_zone,
    employer: "own",
    breaks: breaks
      .map((pause) => ({
        starts_at: instantOf(pause.starts_at),
        ends_at: instantOf(pause.ends_at),
      }))
      .filter(isMeasurable),
    tour: setting === "tour",
    festival: setting === "festival" || setting === "open_air_festival",
    open_air: setting === "open_air_festival",
    first_performance_on: first_performance_on
      ? Temporal.PlainDate.from(first_performance_on)
      : undefined,
    published_at: published_at ? Temporal.Instant.from(published_at) : undefined,
    changed_at: changed_at ? Temporal.Instant.from(changed_at) : undefined,
    cachets: cachets ?? undefined,
  };
}

/**
 * Of work for others only its hours are known. What was not worked of it is one pause in its middle,
 * so that sums are right, and its first and last minute are working time.
 */
function workForOthers(
  { id, starts_at, ends_at, worked_minutes }: WorkForOthers,
  { zone, i }: { zone: string; i: number },
): Work {
  const total = starts_at.until(ends_at).total("minutes");
  const worked = worked_minutes ?? total;
  const from = starts_at.add({ seconds: Math.floor(worked * 30) });
  const pause = {
    starts_at: from,
    ends_at: from.add({ seconds: Math.round((total - worked) * 60) }),
  };
  return {
    id: id ?? `elsewhere ${i}`,
    kind: "autre",
    starts_at,
    ends_at,
    time_zone: zone,
    employer: "outside",
    breaks: worked < total && isMeasurable(pause) ? [pause] : [],
  };
}

/** The 12 months before a date, as instants. */
export function yearBefore(date: Temporal.PlainDate, zone: string): { from: string; to: string } {
  const [from, to] = [date.subtract({ months: 12 }), date].map((day) =>
    day.toZonedDateTime(zone).toInstant().toString(),
  );
  return { from: String(from), to: String(to) };
}

/** Somebody's hours and cachets over the 12 months before a date. */
export function countersOf(
  roster: Roster,
  until: Temporal.PlainDate,
  zone: string,
): Omit<Counters, "artist_id"> {
  const counted = counters(workOf(roster, zone), roster.person, until);
  return { ...counted, from: counted.from.toString(), until: counted.until.toString() };
}
