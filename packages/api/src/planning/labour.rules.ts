import {
  catalogue,
  ccneac,
  codeDuTravail,
  counters,
  type Profile,
  type Language,
  ProfileError,
  type ProfileFault,
  profileWith,
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
  return catalogue.map(({ id, reference, unit, level, figures }) => ({
    id,
    title: titleOf(id, language),
    reference,
    unit,
    ...(profile.rules[id] ?? { on: false, level, limits: figures }),
  }));
}

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
