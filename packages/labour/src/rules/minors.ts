import { dateOf, dayNumber } from "../clock.ts";
import { daysOfWork, workBefore } from "../day-of-work.ts";
import { DAY, MINUTE, minutes } from "../duration.ts";
import { type Day, idsOf, type Roster, worksIn } from "../roster.ts";
import { aDay, aWeek, figure, itself, type Measure, rule, timeOfDay } from "../rule.ts";
import { type Scope } from "../scope.ts";
import type { Person } from "../work.ts";
import { longestTimeOff, workedDays } from "./days.ts";
import { inWeeks, tooMuch } from "./hours.ts";
import { atNight, nightsOf } from "./night.ts";
import { spellsOf, tooLong } from "./pauses.ts";
import { restReach, shortRests } from "./rest.ts";

/** The civil day on which a person reaches an age; -Infinity without a date of birth. */
function turns({ birth_date }: Person, years: number): number {
  return birth_date === undefined
    ? -Infinity
    : dayNumber(Temporal.PlainDate.from(birth_date).add({ years }));
}

/** The ages at which rules for minors end. */
const [ADULT, YOUNG] = [18, 16];

const minors: Scope = { under: ADULT };
const under16: Scope = { under: YOUNG };

/** Adds the age limit to a finding. */
function under<Params>(measure: Measure<Params>, age: number): Measure<Params & { under: number }> {
  return { ...measure, params: { ...measure.params, under: age } };
}

/** The days before the person is 18. */
function asMinor({ person }: Roster, days: readonly Day[]): Day[] {
  const grownUp = turns(person, ADULT);
  return days.filter(({ day }) => day < grownUp);
}

/**
 * Minors work at most 8 h a day (L3162-1). Public order: a decree allows 10 h on building sites and the like (R3162-1),
 * none for shows; no agreement does.
 */
export const minorDay = rule({
  id: "minor-day",
  to: minors,
  reference: "Code du travail L3162-1",
  quotes: [{ article: "L3162-1", text: "un travail effectif excédant huit heures par jour" }],
  unit: "minutes",
  level: "block",
  publicOrder: "L3162-1",
  figures: {
    maximum: figure(480, {
      max: 480,
      bounds: { reason: "legal-ceiling", of: "minutes", article: "L3162-1" },
    }),
  },
  reach: aDay,
  find(roster, limit) {
    const allowed = limit("maximum") * MINUTE;
    return asMinor(roster, roster.days)
      .filter(({ worked }) => worked > allowed)
      .map((day) => under(tooMuch(roster, [day], allowed), ADULT));
  },
});

/**
 * Minors work at most 35 h a week (L3162-1). Public order: for shows only the inspector allows more, up to 5 h and
 * by way of exception, which is a reason to override a finding.
 */
export const minorWeek = rule({
  id: "minor-week",
  to: minors,
  reference: "Code du travail L3162-1",
  quotes: [{ article: "L3162-1", text: "huit heures par jour et trente-cinq heures par semaine" }],
  unit: "minutes",
  level: "block",
  publicOrder: "L3162-1",
  figures: {
    maximum: figure(2100, {
      max: 2100,
      bounds: { reason: "legal-ceiling", of: "minutes", article: "L3162-1" },
    }),
  },
  reach: aWeek,
  find(roster, limit) {
    const allowed = limit("maximum") * MINUTE;
    return roster.weeks
      .filter(({ days, worked }) => worked > allowed && asMinor(roster, days).length > 0)
      .map(({ days, week }) =>
        inWeeks(under(tooMuch(roster, days, allowed), ADULT), days, [week, 1]),
      );
  },
});

/**
 * Minors work at most 4 h 30 without a break of 30 minutes in a row (L3162-3). Public order, without any
 * derogation.
 */
export const minorBreak = rule({
  id: "minor-break",
  to: minors,
  reference: "Code du travail L3162-3",
  quotes: [
    { article: "L3162-3", text: "une durée maximale de quatre heures et demie" },
    { article: "L3162-3", text: "un temps de pause d'au moins trente minutes consécutives" },
  ],
  unit: "minutes",
  level: "block",
  publicOrder: "L3162-3",
  figures: {
    after: figure(270, {
      max: 270,
      bounds: { reason: "legal-ceiling", of: "minutes", article: "L3162-3" },
    }),
    minimum: figure(30, {
      min: 30,
      bounds: { reason: "legal-floor", of: "minutes", article: "L3162-3" },
    }),
  },
  reach: aDay,
  find(roster, limit) {
    const [after, pause] = [limit("after") * MINUTE, limit("minimum") * MINUTE];
    const grownUp = turns(roster.person, ADULT);
    const young = roster.stretches.filter(({ call }) => call.day < grownUp);
    return spellsOf(young, pause)
      .filter(({ worked }) => worked > after)
      .map((spell) => tooLong(roster, spell, { after, pause }));
  },
});

/**
 * Minors rest 12 h in a row each day, under 16 they rest 14 h (L3164-1). Public order: no agreement shortens it.
 */
export const minorRest = rule({
  id: "minor-rest",
  to: minors,
  reference: "Code du travail L3164-1",
  quotes: [
    { article: "L3164-1", text: "ne peut être inférieure à douze heures consécutives" },
    {
      article: "L3164-1",
      text: "portée à quatorze heures consécutives s'ils ont moins de seize ans",
    },
  ],
  unit: "minutes",
  level: "block",
  publicOrder: "L3164-1",
  figures: {
    minimum: figure(720, {
      min: 720,
      bounds: { reason: "legal-floor", of: "minutes", article: "L3164-1" },
    }),
    under_16: figure(840, {
      min: 840,
      bounds: { reason: "legal-floor", of: "minutes", article: "L3164-1" },
    }),
  },
  reach: (limit) => ({ days: restReach(Math.max(limit("minimum"), limit("under_16"))) }),
  find(roster, limit) {
    const [sixteen, grownUp] = [turns(roster.person, YOUNG), turns(roster.person, ADULT)];
    return shortRests(roster, (day) => {
      if (day >= grownUp) return 0;
      return limit(day < sixteen ? "under_16" : "minimum") * MINUTE;
    }).map((short) => under(short, short.after.day < sixteen ? YOUNG : ADULT));
  },
});

/**
 * Minors' days of work last at most 24 h less their daily rest: 12 h, under 16 10 h (L3164-1). Public order like
 * that rest.
 */
export const minorAmplitude = rule({
  id: "minor-amplitude",
  to: minors,
  reference: "Code du travail L3164-1 (Cass. soc. 99-43.351)",
  quotes: [{ article: "L3164-1", text: "ne peut être inférieure à douze heures consécutives" }],
  unit: "minutes",
  level: "block",
  publicOrder: "L3164-1",
  figures: {
    maximum: figure(720, {
      max: 720,
      bounds: { reason: "legal-ceiling", of: "minutes", article: "L3164-1" },
    }),
    under_16: figure(600, {
      max: 600,
      bounds: { reason: "legal-ceiling", of: "minutes", article: "L3164-1" },
    }),
  },
  reach: (limit) => ({ days: restReach(1440 - Math.min(limit("maximum"), limit("under_16"))) }),
  find(roster, limit) {
    const [sixteen, grownUp] = [turns(roster.person, YOUNG), turns(roster.person, ADULT)];
    const allowedOn = (day: number) => limit(day < sixteen ? "under_16" : "maximum") * MINUTE;
    const restAfter = (day: number) => DAY - allowedOn(day);
    const days = daysOfWork(roster, restAfter);
    return days.flatMap((one, i) => {
      const { day, start, end, runs } = one;
      const [measured, allowed] = [end - start, allowedOn(day)];
      if (day >= grownUp || measured <= allowed) return [];
      const params = { amplitude: minutes(measured), allowed: minutes(allowed) };
      const night = workBefore(one, days[i - 1], restAfter);
      const works = idsOf([...night, ...runs.flatMap(({ calls }) => calls)]);
      const measure = { start, end, measured, allowed, params, works };
      return [under(measure, day < sixteen ? YOUNG : ADULT)];
    });
  },
});

/**
 * Minors have 2 consecutive days off a week (L3164-2): civil days of the ISO week without any work. Public order:
 * where an agreement or the inspector allows 36 h instead, that depends on the minor's schooling and on the show,
 * so it is a reason to override a finding, not a figure.
 */
export const minorWeeklyRest = rule({
  id: "minor-weekly-rest",
  to: minors,
  reference: "Code du travail L3164-2",
  quotes: [{ article: "L3164-2", text: "deux jours de repos consécutifs par semaine" }],
  unit: "days",
  level: "block",
  publicOrder: "L3164-2",
  figures: {
    minimum: figure(2, {
      min: 2,
      max: 7,
      bounds: { reason: "legal-floor", of: "days", article: "L3164-2" },
    }),
  },
  reach: aWeek,
  find(roster, limit) {
    const worked = workedDays(roster);
    const allowed = limit("minimum");
    return roster.weeks.flatMap(({ week, days }) => {
      const measured = longestTimeOff(worked, week);
      if (measured >= allowed || asMinor(roster, days).length === 0) return [];
      const stretches = days.flatMap((day) => day.stretches);
      const params = { days: measured, required: allowed, under: ADULT };
      const works = worksIn(roster, stretches);
      const measure = { start: 0, end: 0, measured, allowed, params, works };
      return [inWeeks(measure, days, [week, 1])];
    });
  },
});

/**
 * Minors do not work at night: at 16 and 17 that is 22:00–06:00, under 16 it is 20:00–06:00
 * (L3163-1, L3163-2). Public order: only the inspector allows night work, for one minor.
 */
export const minorNight = rule({
  id: "minor-night",
  to: minors,
  reference: "Code du travail L3163-1, L3163-2",
  quotes: [
    { article: "L3163-1", text: "tout travail entre 22 heures et 6 heures" },
    { article: "L3163-1", text: "tout travail entre 20 heures et 6 heures" },
    { article: "L3163-2", text: "Le travail de nuit est interdit pour les jeunes travailleurs" },
  ],
  unit: "minutes",
  level: "block",
  publicOrder: "L3163-2",
  figures: {
    from: timeOfDay(1320, {
      max: 1320,
      bounds: { reason: "no-later", of: "time_of_day", article: "L3163-1" },
    }),
    from_under_16: timeOfDay(1200, {
      max: 1200,
      bounds: { reason: "no-later", of: "time_of_day", article: "L3163-1" },
    }),
    to: timeOfDay(1800, {
      min: 1800,
      bounds: { reason: "no-earlier", of: "time_of_day", article: "L3163-1" },
    }),
  },
  reach: aDay,
  find(roster, limit) {
    const { person, stretches } = roster;
    const [sixteen, grownUp] = [turns(person, YOUNG), turns(person, ADULT)];
    const hours = (day: number) => ({
      from: limit(day < sixteen ? "from_under_16" : "from"),
      to: limit("to"),
    });
    const young = stretches.filter(({ call }) => call.day < grownUp);
    return nightsOf(young, hours).map((night) => {
      const day = night.stretches[0]?.call.clock.dayOf(night.start) ?? 0;
      return under(atNight(roster, night, hours(day)), day < sixteen ? YOUNG : ADULT);
    });
  },
});

/**
 * Nobody under 16 works on stage without a prior individual authorisation (L7124-1). Public order: only the
 * authority gives it.
 */
export const youngStage = rule({
  id: "young-stage",
  to: under16,
  reference: "Code du travail L7124-1",
  quotes: [
    {
      article: "L7124-1",
      text: "Un enfant de moins de seize ans ne peut, sans autorisation individuelle préalable",
    },
  ],
  unit: "years",
  level: "block",
  publicOrder: "L7124-1",
  figures: {
    age: figure(16, {
      min: 16,
      max: 18,
      bounds: { reason: "legal-floor", of: "years", article: "L7124-1" },
    }),
  },
  reach: itself,
  find({ own, person }, limit) {
    const { birth_date, stage_authorisation } = person;
    if (birth_date === undefined || stage_authorisation === true) return [];
    const [allowed, oldEnough] = [limit("age"), turns(person, limit("age"))];
    const born = Temporal.PlainDate.from(birth_date);
    return own
      .filter(({ day }) => day < oldEnough)
      .map((call) => {
        const measured = born.until(dateOf(call.day), { largestUnit: "years" }).years;
        const params = { age: measured, required: allowed };
        const { start, end } = call;
        return { start, end, measured, allowed, params, works: idsOf([call]) };
      });
  },
});
