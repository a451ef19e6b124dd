import { dateOf, dayNumber } from "./clock.ts";
import { HOUR, MINUTE } from "./duration.ts";
import { rosterOf } from "./roster.ts";
import { legalNight, nightsOf } from "./rules/night.ts";
import { isArtist, type Person, type Work } from "./work.ts";

/** A count, with its target or cap. It is indicative: only France Travail's counts are valid. */
export interface Counter {
  indicative: true;
  measured: number;
  /** The target or the cap; null if there is neither. */
  allowed: number | null;
  unit: "minutes" | "cachets";
  /** The legal text that it comes from. */
  reference: string;
}

/** The counts of one calendar month. */
export interface MonthCounters {
  /** `2026-10` */
  month: string;
  /** Time paid by the hour. Annexe 8 caps it at 208 h, or 250 h with several employers in the month. */
  hours: Counter;
  /** Cachets. Annexe 10 caps them at 28. */
  cachets: Counter;
}

/** The result of `counters`, over `[from, until)`. */
export interface Counters {
  from: Temporal.PlainDate;
  until: Temporal.PlainDate;
  /** Hours of all employers, a cachet counting 12 h, each month up to its cap, towards 507 h. */
  hours: Counter;
  /** Working time within the legal night, 00:00–07:00. */
  night: Counter;
  /** Working time outside the legal night. */
  by_day: Counter;
  months: MonthCounters[];
}

const TO_REACH = 507 * HOUR;
const CAP = 208 * HOUR;
const CAP_OF_SEVERAL = 250 * HOUR;
const CAP_OF_CACHETS = 28;
const CACHET = 12 * HOUR;

/**
 * Counts hours and cachets over the 12 months before a date, without that date: towards the
 * 507 h of unemployment insurance (décret 2019-797), against the monthly caps of the annexe, and how
 * much was night work. A work with `cachets` counts 12 h for each, on the day it begins, in place of
 * its hours; a cachet is no working time, so neither `night` nor `by_day`, nor any rule, sees its 12 h.
 *
 * Every count is labelled `indicative`: it does not know the records of France Travail.
 *
 * @throws RangeError as `check`, and when a number of cachets is negative or not finite.
 * @example
 * counters(work, { occupation: "technician" }, Temporal.PlainDate.from("2027-01-01")).hours;
 * // { indicative: true, measured: 30420, allowed: 30420, unit: "minutes", … }
 */
export function counters(
  work: readonly Work[],
  person: Person,
  asOf: Temporal.PlainDate,
): Counters {
  const from = asOf.subtract({ months: 12 });
  const [first, end] = [dayNumber(from), dayNumber(asOf)];
  const within = ({ day }: { day: number }) => day >= first && day < end;
  const annexe = person.annexe ?? (isArtist(person) ? 10 : 8);
  const months = monthsOf(work, within).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const stretches = rosterOf(work, person)
    .days.filter(within)
    .flatMap((day) => day.stretches);
  const worked = sum(stretches.map((stretch) => stretch.end - stretch.start));
  const night = sum(nightsOf(stretches, () => legalNight).map((one) => one.worked));
  const towards = sum(months.map((month) => countedOf(month, annexe)));
  return {
    from,
    until: asOf,
    hours: time(towards, TO_REACH, "Décret 2019-797"),
    night: time(night, null, "Code du travail L3122-20"),
    by_day: time(worked - night, null, "Code du travail L3122-20"),
    months: months.map((month) => countersOf(month, annexe)),
  };
}

interface Month {
  name: string;
  worked: number;
  cachets: number;
  employers: Set<Work["employer"]>;
}

function monthsOf(work: readonly Work[], within: (on: { day: number }) => boolean): Month[] {
  const months = new Map<string, Month>();
  function monthOf(day: number): Month {
    const name = dateOf(day).toPlainYearMonth().toString();
    const month = months.get(name) ?? { name, worked: 0, cachets: 0, employers: new Set() };
    months.set(name, month);
    return month;
  }
  const nobody: Person = { occupation: "other" };
  for (const { day, work: one } of rosterOf(work.filter(isPaidByCachet), nobody).calls) {
    if (!within({ day })) continue;
    const month = monthOf(day);
    month.cachets += one.cachets ?? 0;
    month.employers.add(one.employer);
  }
  const byTheHour = work.filter((one) => !isPaidByCachet(one));
  for (const { day, worked, stretches } of rosterOf(byTheHour, nobody).days) {
    if (!within({ day })) continue;
    const month = monthOf(day);
    month.worked += worked;
    for (const { call } of stretches) month.employers.add(call.work.employer);
  }
  return [...months.values()];
}

function isPaidByCachet({ id, cachets = 0 }: Work): boolean {
  if (!Number.isFinite(cachets) || cachets < 0)
    throw new RangeError(`Work ${id}: cachets is a number from 0 on`);
  return cachets > 0;
}

function capOf({ employers }: Month): number {
  return employers.size > 1 ? CAP_OF_SEVERAL : CAP;
}

function countedOf(month: Month, annexe: 8 | 10): number {
  if (annexe === 8) return Math.min(month.worked, capOf(month)) + month.cachets * CACHET;
  return month.worked + Math.min(month.cachets, CAP_OF_CACHETS) * CACHET;
}

function countersOf(month: Month, annexe: 8 | 10): MonthCounters {
  const reference = `Unemployment insurance, annexe ${annexe}`;
  return {
    month: month.name,
    hours: time(month.worked, annexe === 8 ? capOf(month) : null, reference),
    cachets: {
      indicative: true,
      measured: month.cachets,
      allowed: annexe === 10 ? CAP_OF_CACHETS : null,
      unit: "cachets",
      reference,
    },
  };
}

function time(measured: number, allowed: number | null, reference: string): Counter {
  return {
    indicative: true,
    measured: measured / MINUTE,
    allowed: allowed === null ? null : allowed / MINUTE,
    unit: "minutes",
    reference,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
