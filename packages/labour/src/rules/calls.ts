import { DAILY_REST, daysOfWork, workBefore } from "../day-of-work.ts";
import { MINUTE, minutes } from "../duration.ts";
import { idsOf, toRuns } from "../roster.ts";
import { figure, rule } from "../rule.ts";
import { employmentOf, notArtists } from "../scope.ts";
import type { Person } from "../work.ts";
import { restReach } from "./rest.ts";

type Name = "minimum" | "intermittent" | "sequence";

/**
 * Minimum call: a day of work has 3 h 30 in a row at least (CCNEAC VI.6); artists are exempt (titles XIII to XVII). A
 * second call of the day may be shorter, and what runs past midnight opens no second day. In CDII, front of house
 * have 2 h a day; three sequences of a part-timer have 2 h each (VI.6.2). Calls of the employer without a gap between
 * them are one; breaks are part of a call, since the article speaks of being called.
 */
export const minimumCall = rule({
  id: "minimum-call",
  to: notArtists,
  reference: "CCNEAC VI.6",
  quotes: [
    {
      article: "CCNEAC VI.6",
      text: "ne peut pas être convoqué pour moins de 3 h 30 consécutives de travail dans la journée",
    },
    {
      article: "CCNEAC VI.6",
      text: "cela n'ouvre pas droit à une nouvelle durée minimale de travail",
    },
    {
      article: "CCNEAC VI.6",
      text: "qui ne peuvent être convoqués pour moins de 2 heures dans la journée",
    },
    {
      article: "CCNEAC VI.6",
      text: "trois séquences de travail (dont chacune ne peut être inférieure à 2 heures)",
    },
  ],
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: {
    minimum: figure(210, { max: 720, bounds: { reason: "call" } }),
    intermittent: figure(120, { max: 720, bounds: { reason: "call" } }),
    sequence: figure(120, { max: 720, bounds: { reason: "call" } }),
  },
  reach: () => ({ days: restReach(DAILY_REST / MINUTE) }),
  find({ own, person }, limit) {
    const days = daysOfWork({ runs: toRuns(own) }, () => DAILY_REST);
    return days.flatMap((day, i) => {
      const { start, end, runs } = day;
      const lengths = runs.map((run) => run.end - run.start);
      const { measured, name } = lengthOf(lengths, person);
      const allowed = limit(name) * MINUTE;
      if (measured >= allowed) return [];
      const params = { length: minutes(measured), required: minutes(allowed) };
      const before = workBefore(day, days[i - 1], () => DAILY_REST);
      const calls = [...before, ...runs.flatMap((run) => run.calls)];
      return [{ start, end, measured, allowed, params, works: idsOf(calls) }];
    });
  },
});

/** What counts of the calls of a day, and the figure that it is held against. */
function lengthOf(lengths: readonly number[], person: Person): { measured: number; name: Name } {
  const employment = employmentOf(person);
  if (employment === "cdii" && person.occupation === "front_of_house")
    return { measured: lengths.reduce((sum, length) => sum + length, 0), name: "intermittent" };
  if (employment === "part_time" && lengths.length >= 3)
    return { measured: Math.min(...lengths), name: "sequence" };
  return { measured: Math.max(...lengths), name: "minimum" };
}
