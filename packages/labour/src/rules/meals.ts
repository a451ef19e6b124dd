import type { Clock } from "../clock.ts";
import { MINUTE, minutes } from "../duration.ts";
import type { ParamsOf } from "../params.ts";
import { type Call, callsDuring, idsOf, type Roster, type Span, withoutBreaks } from "../roster.ts";
import { aDay, figure, type Measure, rule, timeOfDay } from "../rule.ts";
import { everybody } from "../scope.ts";
import { atNight, type Hours, nightsOf, ownStretches } from "./night.ts";

/** The time of one meal on one civil day, with the employer's calls of that day. */
interface Meal extends Span {
  day: number;
  hours: Hours;
  calls: Call[];
}

/**
 * Meal break (pause repas): 1 h without work between 11:30 and 14:30, and between 18:00 and 21:00 (CCNEAC
 * VII.1), an hour that begins and ends within these times. It is due between two periods of work, so only
 * on days with work before and after these times. With less, the employer gives a meal or pays an allowance
 * (panier), so the level is `warn`.
 */
export const mealBreak = rule({
  id: "meal-break",
  to: everybody,
  reference: "CCNEAC VII.1",
  quotes: [
    {
      article: "CCNEAC VII.1",
      text: "Tout salarié doit disposer, entre 2 périodes de travail, de 1 heure de pause à l'heure du repas",
    },
    { article: "CCNEAC VII.1", text: "l'employeur sera dans l'obligation de fournir un repas" },
  ],
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: {
    minimum: figure(60),
    lunch_from: timeOfDay(690),
    lunch_to: timeOfDay(870),
    dinner_from: timeOfDay(1080),
    dinner_to: timeOfDay(1260),
  },
  reach: aDay,
  find(roster, limit) {
    const allowed = limit("minimum") * MINUTE;
    const meals = [
      { from: limit("lunch_from"), to: limit("lunch_to") },
      { from: limit("dinner_from"), to: limit("dinner_to") },
    ];
    return meals
      .flatMap((hours) => mealsOf(roster, hours))
      .flatMap((meal): Measure<ParamsOf["meal-break"]>[] => {
        const measured = longestPause(meal);
        if (measured >= allowed || !isDue(meal)) return [];
        const { start, end, hours, calls } = meal;
        const params = { pause: minutes(measured), required: minutes(allowed), ...hours };
        return [{ start, end, measured, allowed, params, works: idsOf(calls) }];
      });
  },
});

/** The meals during which the employer's calls take place, in the zone of these calls. */
function mealsOf(roster: Roster, hours: Hours): Meal[] {
  const begun = Map.groupBy(roster.own, ({ day }) => day);
  const meals = new Map<number, Meal>();
  for (const call of roster.own)
    for (let { day } = call; call.clock.startOf(day) < call.end; day += 1) {
      const span = spanOf(call.clock, day, hours);
      if (call.start >= span.end || span.start >= call.end || meals.has(span.start)) continue;
      const during = callsDuring(roster, span).filter(({ work }) => work.employer === "own");
      const calls = [...new Set([...during, ...(begun.get(day) ?? [])])];
      meals.set(span.start, { ...span, day, hours, calls });
    }
  return [...meals.values()];
}

function spanOf(clock: Clock, day: number, { from, to }: Hours): Span {
  return { start: clock.at(day, from), end: clock.at(day, to) };
}

function isDue({ start, end, calls }: Meal): boolean {
  return calls.some((call) => call.start < start) && calls.some((call) => call.end > end);
}

function longestPause({ start, end, calls }: Meal): number {
  const worked = calls.flatMap(withoutBreaks).toSorted((a, b) => a.start - b.start);
  let [longest, free] = [0, start];
  for (const stretch of worked) {
    longest = Math.max(longest, Math.min(stretch.start, end) - free);
    free = Math.max(free, stretch.end);
  }
  return Math.max(longest, end - free);
}

/**
 * A meal allowance (panier), and a break of 30 min that counts as work, are due for work after 01:00 (CCNEAC
 * VII.1), until 05:00: the end of the hours that every night includes (L3122-3). Whether a break is paid is
 * not known here, so the level is `info`.
 */
export const lateMeal = rule({
  id: "late-meal",
  to: everybody,
  reference: "CCNEAC VII.1",
  quotes: [
    {
      article: "CCNEAC VII.1",
      text: "Cette indemnité est due en cas de travail après 1 heure du matin et elle est assortie d'une pause de 30 minutes. Cette pause est comptée comme du temps de travail effectif",
    },
  ],
  unit: "minutes",
  level: "info",
  convention: "ccneac",
  figures: { from: timeOfDay(60), to: timeOfDay(300), pause: figure(30) },
  reach: aDay,
  find(roster, limit) {
    const hours = { from: limit("from"), to: limit("to") };
    return nightsOf(ownStretches(roster), () => hours).map((one) => {
      const { params, ...measure } = atNight(roster, one, hours);
      const { worked, from } = params;
      return { ...measure, params: { worked, from, pause: limit("pause") } };
    });
  },
});
