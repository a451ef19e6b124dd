import { dateOf, dayNumber } from "./clock.ts";
import { HOUR, MINUTE } from "./duration.ts";
import { type Call, rosterOf } from "./roster.ts";
import { legalNight, nightsOf } from "./rules/night.ts";
import { isAbsence, isArtist, type Person, type Work } from "./work.ts";

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

/** The annexe of unemployment insurance: technicians (8) or artists (10). */
export type Annexe = 8 | 10;

/** The counts of one calendar month under one annexe: a month with work of both has two. */
export interface MonthCounters {
  /** `2026-10` */
  month: string;
  annexe: Annexe;
  /** How many employers; those without a name count as one. */
  employers: number;
  /** Time paid by the hour. Annexe 8 caps it at 208 h, or 250 h with several employers in the month. */
  hours: Counter;
  /** Cachets. Annexe 10 caps them at 28. */
  cachets: Counter;
}

/** The result of `counters`, over `[from, until)`. */
export interface Counters {
  from: Temporal.PlainDate;
  until: Temporal.PlainDate;
  /**
   * Hours of all employers, a cachet counting 12 h, each month up to the caps of the annexes, with
   * teaching, training and absences up to theirs: towards 507 h.
   */
  hours: Counter;
  /** Hours of teaching: at most 70 h count, 120 h from 50 years on. */
  teaching: Counter;
  /** Hours of training, and the teaching that counts: at most 338 h together. */
  training: Counter;
  /** Maternity, accidents at work and long illness: 5 h a day. */
  absences: Counter;
  /** Working time within the legal night, 00:00–07:00. */
  night: Counter;
  /** Working time outside the legal night. */
  by_day: Counter;
  months: MonthCounters[];
  /** When the last work that counts ended: the 12 months before an end of contract open rights. */
  last_contract_on: Temporal.PlainDate | null;
}

/** The period of `counters`. */
export interface CountedPeriod {
  /** The 12 months before this date are counted. */
  asOf: Temporal.PlainDate;
  /** The end of the contract that opened the present rights: work until then has been counted for these. */
  since?: Temporal.PlainDate | undefined;
}

const TO_REACH = 507 * HOUR;
const CAP = 208 * HOUR;
const CAP_OF_SEVERAL = 250 * HOUR;
const CAP_OF_CACHETS = 28;
const CACHET = 12 * HOUR;
const CAP_OF_TEACHING = 70 * HOUR;
const CAP_OF_TEACHING_FROM_50 = 120 * HOUR;
const CAP_OF_TRAINING = 338 * HOUR;
const DAY_OF_ABSENCE = 5 * HOUR;

const conventionSince = Temporal.PlainDate.from("2025-01-01");

/** The text in force on a date: the convention of 15 November 2024 since 2025. */
function referenceOn(date: Temporal.PlainDate): string {
  return Temporal.PlainDate.compare(date, conventionSince) < 0
    ? "Décret 2019-797"
    : "Convention d’assurance chômage du 15-11-2024";
}

/**
 * Counts hours and cachets over the 12 months before a date, without that date: towards the
 * 507 h of unemployment insurance, against the monthly caps of the annexes, and how much was night work.
 * Each work counts under its own annexe, or the person's; work of the general scheme (`general`, and that of
 * front-of-house staff without an annexe) does not count. A work with `cachets` counts 12 h for each, on the
 * day it begins, in place of its hours; a cachet is no working time, so neither `night` nor `by_day`, nor any
 * rule, sees its 12 h.
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
  asked: Temporal.PlainDate | CountedPeriod,
): Counters {
  const { asOf, since } = "asOf" in asked ? asked : { asOf: asked };
  const from = firstDay(asOf, since);
  const [first, end] = [dayNumber(from), dayNumber(asOf)];
  const within = ({ day }: { day: number }) => day >= first && day < end;
  const reference = referenceOn(asOf);
  const counted = { work, person, within };
  const months = monthsOf(counted).toSorted(inOrder);
  const others = othersOf(counted, asOf);
  const towards = sum(months.map(countedOf)) + others.counted;
  return {
    from,
    until: asOf,
    hours: time(towards, { allowed: TO_REACH, reference }),
    teaching: time(others.teaching, { allowed: others.capOfTeaching, reference }),
    training: time(others.training, { allowed: CAP_OF_TRAINING, reference }),
    absences: time(others.absences, { allowed: null, reference }),
    ...nightAndDay(counted),
    months: months.map((month) => countersOf(month, reference)),
    last_contract_on: lastContractOf(counted),
  };
}

/** 12 months before, or the day after the contract that opened the present rights. */
function firstDay(asOf: Temporal.PlainDate, since?: Temporal.PlainDate): Temporal.PlainDate {
  const from = asOf.subtract({ months: 12 });
  if (since === undefined || Temporal.PlainDate.compare(since, from) < 0) return from;
  return Temporal.PlainDate.compare(since, asOf) < 0 ? since.add({ days: 1 }) : asOf;
}

/** The work of a person, and the days that count. */
interface Counted {
  work: readonly Work[];
  person: Person;
  within: (on: { day: number }) => boolean;
}

/** The annexe of a work; undefined if it counts under neither. */
function annexeOf({ annexe, category }: Work, person: Person): Annexe | undefined {
  if (category !== undefined && category !== "work") return undefined;
  const ofPerson = person.annexe ?? (isArtist(person) ? 10 : 8);
  const isCounted = person.occupation !== "front_of_house" || person.annexe !== undefined;
  return annexe ?? (isCounted ? ofPerson : undefined);
}

interface Month {
  name: string;
  annexe: Annexe;
  worked: number;
  cachets: number;
  employers: Set<string>;
}

function inOrder(a: Month, b: Month): number {
  if (a.name === b.name) return a.annexe - b.annexe;
  return a.name < b.name ? -1 : 1;
}

const nobody: Person = { occupation: "other" };

function monthsOf({ work, person, within }: Counted): Month[] {
  const months = new Map<string, Month>();
  function monthOf(day: number, call: Call): Month | undefined {
    const annexe = annexeOf(call.work, person);
    if (annexe === undefined) return undefined;
    const name = dateOf(day).toPlainYearMonth().toString();
    const key = `${name} ${annexe}`;
    const month = months.get(key) ?? { name, annexe, worked: 0, cachets: 0, employers: new Set() };
    month.employers.add(employerOf(call.work));
    months.set(key, month);
    return month;
  }
  for (const call of rosterOf(work.filter(isPaidByCachet), nobody).calls) {
    const month = within(call) ? monthOf(call.day, call) : undefined;
    if (month !== undefined) month.cachets += call.work.cachets ?? 0;
  }
  const byTheHour = work.filter((one) => !isPaidByCachet(one) && annexeOf(one, person));
  for (const { day, stretches } of rosterOf(byTheHour, nobody).days.filter(within))
    for (const { call, start, end } of stretches) {
      const month = monthOf(day, call);
      if (month !== undefined) month.worked += end - start;
    }
  return [...months.values()];
}

/** What tells employers apart. */
function employerOf({ employer, employer_key = "" }: Work): string {
  return employer === "own" ? "own" : `outside ${employer_key}`;
}

function isPaidByCachet({ id, cachets = 0 }: Work): boolean {
  if (!Number.isFinite(cachets) || cachets < 0)
    throw new RangeError(`Work ${id}: cachets is a number from 0 on`);
  return cachets > 0;
}

/** Teaching, training and absences, and how much of them counts. */
function othersOf({ work, person, within }: Counted, asOf: Temporal.PlainDate) {
  const workedAs = (category: Work["category"]) => {
    const roster = rosterOf(
      work.filter((one) => one.category === category),
      person,
    );
    return sum(roster.days.filter(within).map(({ worked }) => worked));
  };
  const absent = rosterOf(work.filter(isAbsence), person).days.filter(within);
  const teaching = workedAs("teaching");
  const capOfTeaching = isFifty(person, asOf) ? CAP_OF_TEACHING_FROM_50 : CAP_OF_TEACHING;
  const training = workedAs("training") + Math.min(teaching, capOfTeaching);
  const absences = absent.length * DAY_OF_ABSENCE;
  const counted = Math.min(training, CAP_OF_TRAINING) + absences;
  return { teaching, capOfTeaching, training, absences, counted };
}

function isFifty({ birth_date }: Person, asOf: Temporal.PlainDate): boolean {
  if (birth_date === undefined) return false;
  const birthday = Temporal.PlainDate.from(birth_date).add({ years: 50 });
  return Temporal.PlainDate.compare(birthday, asOf) <= 0;
}

function nightAndDay({ work, person, within }: Counted): Pick<Counters, "night" | "by_day"> {
  const worked = work.filter((one) => !isAbsence(one));
  const stretches = rosterOf(worked, person)
    .days.filter(within)
    .flatMap((day) => day.stretches);
  const total = sum(stretches.map(({ start, end }) => end - start));
  const night = sum(nightsOf(stretches, () => legalNight).map((one) => one.worked));
  const about = { allowed: null, reference: "Code du travail L3122-20" };
  return { night: time(night, about), by_day: time(total - night, about) };
}

function lastContractOf({ work, person, within }: Counted): Temporal.PlainDate | null {
  const counting = work.filter((one) => annexeOf(one, person) !== undefined);
  const days = rosterOf(counting, person)
    .calls.map(({ clock, end }) => ({ day: clock.dayOf(end - 1) }))
    .filter(within)
    .map(({ day }) => day);
  return days.length === 0 ? null : dateOf(days.reduce((last, day) => Math.max(last, day)));
}

function capOf({ employers }: Month): number {
  return employers.size > 1 ? CAP_OF_SEVERAL : CAP;
}

function countedOf(month: Month): number {
  if (month.annexe === 8) return Math.min(month.worked, capOf(month)) + month.cachets * CACHET;
  return month.worked + Math.min(month.cachets, CAP_OF_CACHETS) * CACHET;
}

function countersOf(month: Month, text: string): MonthCounters {
  const { name, annexe, employers, worked, cachets } = month;
  const reference = `${text}, annexe ${annexe}`;
  return {
    month: name,
    annexe,
    employers: employers.size,
    hours: time(worked, { allowed: annexe === 8 ? capOf(month) : null, reference }),
    cachets: {
      indicative: true,
      measured: cachets,
      allowed: annexe === 10 ? CAP_OF_CACHETS : null,
      unit: "cachets",
      reference,
    },
  };
}

function time(
  measured: number,
  { allowed, reference }: { allowed: number | null; reference: string },
): Counter {
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
