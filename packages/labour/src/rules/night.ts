import type { Clock } from "../clock.ts";
import { minutes } from "../duration.ts";
import type { ParamsOf } from "../params.ts";
import {
  type Call,
  type Roster,
  type Span,
  type Stretch,
  stretchesOf,
  worksIn,
} from "../roster.ts";
import { aDay, figure, type Measure, rule, timeOfDay } from "../rule.ts";
import { everybody, notArtists } from "../scope.ts";

/** Hours of the day, in minutes after midnight: 1320 to 1800 is 22:00 to 06:00. */
export interface Hours {
  from: number;
  to: number;
}

/** The night in the performing arts, unless an agreement sets another: 00:00–07:00 (L3122-20). */
export const legalNight: Hours = { from: 0, to: 420 };

/** The working time of one night. */
export interface Night extends Span {
  worked: number;
  stretches: Stretch[];
}

/** The part of working time within the hours of night. `hours` gives these for a call and a day. */
export function nightsOf(
  stretches: readonly Stretch[],
  hours: (day: number) => Hours | undefined,
): Night[] {
  const nights = new Map<number, Night>();
  for (const stretch of stretches) {
    const { clock } = stretch.call;
    // The night of the day before may reach into the stretch.
    for (let day = clock.dayOf(stretch.start) - 1; clock.startOf(day) < stretch.end; day += 1) {
      const wanted = hours(day);
      if (wanted !== undefined) add(nights, stretch, spanOf(clock, day, wanted));
    }
  }
  return [...nights.values()];
}

function spanOf(clock: Clock, day: number, { from, to }: Hours): Span {
  return { start: clock.at(day, from), end: clock.at(day, to) };
}

function add(nights: Map<number, Night>, { start, end, call }: Stretch, span: Span): void {
  const part = { start: Math.max(start, span.start), end: Math.min(end, span.end), call };
  if (part.end <= part.start) return;
  const night = nights.get(span.start) ?? { ...span, worked: 0, stretches: [] };
  night.worked += part.end - part.start;
  night.stretches.push(part);
  nights.set(span.start, night);
}

/** The finding for work at night. */
export function atNight(
  roster: Roster,
  { start, end, worked, stretches }: Night,
  { from, to }: Hours,
): Measure<ParamsOf["night"]> {
  const params = { worked: minutes(worked), from, to };
  return { start, end, measured: worked, allowed: 0, params, works: worksIn(roster, stretches) };
}

/** The minimum length of a night, and the hours that it must include (L3122-3). */
const [shortest, core] = [420, { from: 0, to: 300 }];

/**
 * Night work (travail de nuit): in the performing arts, a night is at least 7 hours in a row including
 * 00:00–05:00 (L3122-3), and 00:00–07:00 unless an agreement sets other hours (L3122-20). Night work is
 * allowed, so the level is `info`.
 */
export const night = rule({
  id: "night",
  to: everybody,
  reference: "Code du travail L3122-3, L3122-20",
  quotes: [
    {
      article: "L3122-3",
      text: "la période de travail de nuit est d'au moins sept heures consécutives comprenant l'intervalle entre minuit et 5 heures",
    },
    {
      article: "L3122-20",
      text: "tout travail accompli entre minuit et 7 heures est considéré comme du travail de nuit",
    },
  ],
  unit: "minutes",
  level: "info",
  figures: { from: timeOfDay(legalNight.from), to: timeOfDay(legalNight.to) },
  reach: aDay,
  fault(limit) {
    const [from, to] = [limit("from"), limit("to")];
    const about = { rule: "night", article: "L3122-3" } as const;
    if (to - from < shortest) return { code: "short-night", params: { ...about, least: shortest } };
    const holds = [0, 1440].some(
      (midnight) => from <= midnight + core.from && to >= midnight + core.to,
    );
    return holds ? undefined : { code: "night-without-core", params: { ...about, ...core } };
  },
  find(roster, limit) {
    const hours = { from: limit("from"), to: limit("to") };
    return nightsOf(roster.stretches, () => hours).map((one) => atNight(roster, one, hours));
  },
});

/**
 * Night premium: 15 % more for work from 01:00 to 06:00, at open-air summer festivals from 02:00 to 07:00
 * (CCNEAC X.4.9). Title X is about jobs that are not artistic.
 */
export const nightPremium = rule({
  id: "night-premium",
  to: notArtists,
  reference: "CCNEAC X.4.9",
  quotes: [
    {
      article: "CCNEAC X.4",
      text: "au sein des festivals d'été en plein air, entre 2 heures et 7 heures du matin donnent lieu à une majoration de 15 %",
    },
    {
      article: "CCNEAC X.4",
      text: "entre 1 heure et 6 heures du matin donnent lieu à une majoration de 15 %",
    },
  ],
  unit: "minutes",
  level: "info",
  convention: "ccneac",
  figures: {
    percent: figure(15, {
      min: 15,
      max: 100,
      bounds: { reason: "agreement-floor", of: "percent", article: "X.4.9" },
    }),
    from: timeOfDay(60),
    to: timeOfDay(360),
    open_air_from: timeOfDay(120),
    open_air_to: timeOfDay(420),
  },
  reach: aDay,
  find(roster, limit) {
    const usual = { from: limit("from"), to: limit("to") };
    const openAir = { from: limit("open_air_from"), to: limit("open_air_to") };
    const own = stretchesOf(roster.own);
    return [usual, openAir].flatMap((hours) =>
      nightsOf(
        own.filter(({ call }) => isOpenAir(call) === (hours === openAir)),
        () => hours,
      ).map((one) => {
        const measure = atNight(roster, one, hours);
        return { ...measure, params: { ...measure.params, percent: limit("percent") } };
      }),
    );
  },
});

function isOpenAir({ work }: Call): boolean {
  return work.festival === true && work.open_air === true;
}

/** The working time for the employer. */
export function ownStretches({ stretches }: Roster): Stretch[] {
  return stretches.filter(({ call }) => call.work.employer === "own");
}
