import { daysOfWork, workBefore } from "../day-of-work.ts";
import { DAY, MINUTE, minutes } from "../duration.ts";
import type { ParamsOf } from "../params.ts";
import { idsOf, type Run } from "../roster.ts";
import { figure, type Measure, rule } from "../rule.ts";
import { employmentOf, everybody } from "../scope.ts";
import { mayBeReduced, restReach } from "./rest.ts";

/**
 * Amplitude: 13 h from the first start to the last end of a day of work, which is 24 h less the daily rest
 * (Cass. soc., 18 December 2001, 99-43.351). So where CCNEAC VI.7 allows 9 h of rest, `extended` allows 15 h
 * of amplitude; not for part-timers, whose day is always within 13 h (CCNEAC VI.6.2). It is the counterpart of
 * the daily rest, and so of public order like it: 15 h at most by agreement.
 */
export const amplitude = rule({
  id: "amplitude",
  to: everybody,
  reference: "Code du travail L3131-1 (Cass. soc. 99-43.351); CCNEAC VI.7, VI.6.2",
  quotes: [
    {
      article: "Cass. soc. 99-43.351",
      text: "calculée sur une même journée de 0 à 24 heures et ne peut dépasser 13 heures",
      read_on: "2026-11-28",
    },
    {
      article: "CCNEAC VI.6",
      text: "Dans le cadre d'une amplitude journalière limitée à 13 heures",
    },
  ],
  unit: "minutes",
  level: "block",
  publicOrder: "L3131-1",
  figures: {
    maximum: figure(780, {
      max: 900,
      bounds: { reason: "agreement-ceiling", of: "minutes", article: "D3131-6" },
    }),
    extended: figure(780, {
      max: 900,
      bounds: { reason: "agreement-ceiling", of: "minutes", article: "D3131-6" },
    }),
  },
  reach: (limit) => ({ days: restReach(1440 - limit("maximum")) }),
  find(roster, limit) {
    const { person } = roster;
    const allowed = limit("maximum") * MINUTE;
    const extended = employmentOf(person) === "part_time" ? 0 : limit("extended");
    const rest = () => DAY - allowed;
    const days = daysOfWork(roster, rest);
    return days.flatMap((day, i): Measure<ParamsOf["amplitude"]>[] => {
      const { start, end, runs } = day;
      const measured = end - start;
      if (measured <= allowed) return [];
      const calls = runs.flatMap((run) => run.calls);
      const ends = calls.filter((call) => call.start === start || call.end === end);
      const measure = {
        start,
        end,
        measured,
        allowed,
        works: idsOf([...workBefore(day, days[i - 1], rest), ...calls]),
      };
      const about = { amplitude: minutes(measured), allowed: minutes(allowed) };
      if (about.amplitude > extended || !mayBeReduced(person, ends))
        return [{ ...measure, params: longDay(about, runs) }];
      const missing = about.amplitude - about.allowed;
      const params: ParamsOf["amplitude"] = {
        ...about,
        variant: "extendable",
        extended,
        missing,
      };
      return [{ ...measure, params, eased: true }];
    });
  },
});

function longDay(
  about: { amplitude: number; allowed: number },
  { length }: readonly Run[],
): ParamsOf["amplitude"] {
  return length === 1
    ? { ...about, variant: "unbroken", rest: 1440 - about.allowed }
    : { ...about, variant: "long" };
}
