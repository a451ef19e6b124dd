import {
  catalogue,
  ccneac,
  codeDuTravail,
  counters,
  type Bounded,
  type Profile,
  type Language,
  ProfileError,
  type ProfileFault,
  profileWith,
  rangeReasonOf,
  titleOf,
} from "@coulisses/labour";
import { type Roster, workOf } from "@coulisses/planning";
import type { Counters, LabourSettings, RulesInForce } from "./labour.schema.ts";

/** Why no agreement may set these figures; undefined if one may. */
export function agreementFault(rules: LabourSettings["rules"]): ProfileFault | undefined {
  try {
    for (const profile of [codeDuTravail, ccneac]) profileWith(profile, { rules });
    return undefined;
  } catch (error) {
    if (error instanceof ProfileError) return error.fault;
    throw error;
  }
}

/** All rules, as they are in force. */
export function rulesInForce(profile: Profile, language: Language): RulesInForce["rules"] {
  return catalogue.map(({ id, reference, unit, level, figures, ranges }) => ({
    id,
    title: titleOf(id, language),
    reference,
    unit,
    ranges: Object.fromEntries(
      Object.entries(ranges).map(([name, range]) => [name, rangeIn(range, language)]),
    ),
    ...(profile.rules[id] ?? { on: false, level, limits: figures }),
  }));
}

function rangeIn(
  range: Bounded,
  language: Language,
): RulesInForce["rules"][number]["ranges"][string] {
  const { min, max, bounds } = range;
  const unit = "article" in bounds ? bounds.of : units[bounds.reason];
  return { min, max, unit, reason: rangeReasonOf(range, language) };
}

type SaneReason = Exclude<Bounded["bounds"], { article: string }>["reason"];

/** The units of figures whose bounds are not of the law. */
const units = {
  duration: "minutes",
  notice: "minutes",
  call: "minutes",
  service: "minutes",
  "civil-day": "minutes",
  "time-of-day": "time_of_day",
  weeks: "weeks",
  days: "days",
  "running-days": "days",
  sundays: "days",
  services: "services",
  month: "month",
} as const satisfies Record<SaneReason, string>;

/** The 12 months before a date, as instants. */
export function yearBefore(date: Temporal.PlainDate, zone: string): { from: string; to: string } {
  const [from, to] = [date.subtract({ months: 12 }), date].map((day) =>
    day.toZonedDateTime(zone).toInstant().toString(),
  );
  return { from: String(from), to: String(to) };
}

/** A person's hours and cachets over the 12 months before a date. */
export function countersOf(
  roster: Roster,
  until: Temporal.PlainDate,
  zone: string,
): Omit<Counters, "artist_id"> {
  const counted = counters(workOf(roster, zone), roster.person, until);
  return { ...counted, from: counted.from.toString(), until: counted.until.toString() };
}
