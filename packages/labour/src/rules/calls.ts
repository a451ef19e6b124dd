import { MINUTE, minutes } from "../duration.ts";
import { idsOf, toRuns } from "../roster.ts";
import { aDay, figure, rule } from "../rule.ts";

/**
 * Minimum call: a call lasts at least 3 h 30 (CCNEAC VI.6); artists are exempt. Calls of the employer
 * without a gap between them are one, past midnight too; breaks are part of a call.
 */
export const minimumCall = rule({
  id: "minimum-call",
  to: { occupations: ["technician", "front_of_house", "security", "other"] },
  reference: "CCNEAC VI.6",
  quotes: [
    {
      article: "CCNEAC VI.6",
      text: "ne peut pas être convoqué pour moins de 3 h 30 consécutives de travail dans la journée",
    },
  ],
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: { minimum: figure(210, { max: 720, bounds: { reason: "call" } }) },
  reach: aDay,
  find({ own }, limit) {
    const allowed = limit("minimum") * MINUTE;
    return toRuns(own).flatMap(({ start, end, calls }) => {
      const measured = end - start;
      if (measured >= allowed) return [];
      const params = { length: minutes(measured), required: minutes(allowed) };
      return [{ start, end, measured, allowed, params, works: idsOf(calls) }];
    });
  },
});
