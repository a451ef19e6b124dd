import { weekOf } from "../clock.ts";
import { MINUTE } from "../duration.ts";
import { callsIn, idsOf, type Roster } from "../roster.ts";
import { aWeek, figure, rule, timeOfDay } from "../rule.ts";
import { byTheHour } from "../scope.ts";
import { overAverage, tooMuch } from "./hours.ts";
import { legalNight, type Night, nightsOf } from "./night.ts";

/** The weeks in which somebody works as night workers do (L3122-5, 1°): their nights, by number of the week. */
function nightWeeksOf(
  roster: Roster,
  figures: { nights: number; at_night: number; from: number; to: number },
): Map<number, Night[]> {
  const nights = nightsOf(roster.stretches, () => figures).filter(
    ({ worked }) => worked >= figures.at_night * MINUTE,
  );
  const weeks = Map.groupBy(nights, ({ start, stretches }) => {
    const [first] = stretches;
    return first === undefined ? 0 : weekOf(first.call.clock.dayOf(start));
  });
  return new Map([...weeks].filter(([, all]) => all.length >= figures.nights));
}

const ofNightWorkers = {
  nights: figure(2, { min: 1, max: 7, bounds: { reason: "days" } }),
  at_night: figure(180),
  from: timeOfDay(legalNight.from),
  to: timeOfDay(legalNight.to),
};

const nightWorker = {
  article: "L3122-5",
  text: "au moins deux fois par semaine, selon son horaire de travail habituel, au moins trois heures de travail de nuit quotidiennes",
};

/**
 * The day of a night worker (travailleur de nuit): at most 8 h of work (L3122-6). A night worker is somebody
 * who works at least 3 h at night at least twice a week, as usual (L3122-5, 1°). What is usual is not known
 * here: a second such week running is taken for it. An agreement may allow more (L3122-17), so it warns.
 */
export const nightWorkerDay = rule({
  id: "night-worker-day",
  to: byTheHour,
  reference: "Code du travail L3122-5, L3122-6",
  quotes: [
    nightWorker,
    {
      article: "L3122-6",
      text: "La durée quotidienne de travail accomplie par un travailleur de nuit ne peut excéder huit heures",
    },
  ],
  unit: "minutes",
  level: "warn",
  figures: {
    maximum: figure(480, {
      max: 720,
      bounds: { reason: "agreement-ceiling", of: "minutes", article: "L3121-19" },
    }),
    ...ofNightWorkers,
  },
  reach: () => ({ days: 7 + (aWeek().days ?? 0) }),
  find(roster, limit) {
    const allowed = limit("maximum") * MINUTE;
    const weeks = nightWeeksOf(roster, {
      nights: limit("nights"),
      at_night: limit("at_night"),
      from: limit("from"),
      to: limit("to"),
    });
    return roster.days.flatMap((day) => {
      const week = weekOf(day.day);
      const [before, during] = [weeks.get(week - 1), weeks.get(week)];
      if (day.worked <= allowed || before === undefined || during === undefined) return [];
      const stretches = [...before, ...during, day].flatMap((one) => one.stretches);
      const works = idsOf(callsIn(roster, stretches));
      return [{ ...tooMuch(roster, [day], allowed), works }];
    });
  },
});

/**
 * The twelve weeks of a night worker: at most 40 h a week on average (L3122-7), 44 h by agreement (L3122-18).
 * Twelve weeks are those of a night worker if at least half of them have two nights of 3 h.
 */
export const nightWorkerWeeks = rule({
  id: "night-worker-weeks",
  to: byTheHour,
  reference: "Code du travail L3122-5, L3122-7",
  quotes: [
    nightWorker,
    {
      article: "L3122-7",
      text: "calculée sur une période de douze semaines consécutives, ne peut dépasser quarante heures",
    },
    {
      article: "L3122-18",
      text: "à plus de quarante-quatre heures sur douze semaines consécutives",
    },
  ],
  unit: "minutes",
  level: "warn",
  figures: {
    average: figure(2400, {
      max: 2640,
      bounds: { reason: "agreement-ceiling", of: "minutes", article: "L3122-18" },
    }),
    weeks: figure(12, { min: 12, max: 12, bounds: { reason: "weeks" } }),
    weeks_at_night: figure(6, { min: 1, max: 12, bounds: { reason: "days" } }),
    ...ofNightWorkers,
  },
  reach: (limit) => ({
    season: { days: limit("weeks") * 7, minutes: limit("weeks") * limit("average") },
  }),
  find(roster, limit) {
    const [count, allowed] = [limit("weeks"), limit("average") * MINUTE];
    const nights = nightWeeksOf(roster, {
      nights: limit("nights"),
      at_night: limit("at_night"),
      from: limit("from"),
      to: limit("to"),
    });
    const isAtNight = (last: number) => {
      const weeks = Array.from({ length: count }, (_, before) => nights.has(last - before));
      return weeks.filter(Boolean).length >= limit("weeks_at_night");
    };
    return overAverage(roster, { count, allowed, counts: isAtNight });
  },
});
