import { MINUTE, minutes } from "../duration.ts";
import { idsOf, type Roster, type Run, toRuns, toSpan } from "../roster.ts";
import { aDay, figure, rule } from "../rule.ts";
import { type Scope } from "../scope.ts";
import { begunDays, isShortlyBeforeFirst } from "./days.ts";
import { restParams } from "./rest.ts";

const actors: Scope = { occupations: ["dramatic_artist"] };

/** An actor's rehearsal services: rehearsals without a gap between them are one. */
function servicesOf({ own }: Roster): Run[] {
  return toRuns(own.filter(({ work }) => work.kind === "repetition"));
}

/** Rehearsal service of an actor: at most 4 h (CCNEAC XIII.2). */
export const rehearsalLength = rule({
  id: "rehearsal-length",
  to: actors,
  reference: "CCNEAC XIII.2",
  quotes: [
    { article: "CCNEAC XIII.2", text: "Chaque service est d'une durée maximale de 4 heures" },
  ],
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: { maximum: figure(240, { max: 720, bounds: { reason: "service" } }) },
  reach: aDay,
  find(roster, limit) {
    const allowed = limit("maximum") * MINUTE;
    return servicesOf(roster).flatMap(({ start, end, calls }) => {
      const measured = end - start;
      if (measured <= allowed) return [];
      const params = { length: minutes(measured), allowed: minutes(allowed) };
      return [{ start, end, measured, allowed, params, works: idsOf(calls) }];
    });
  },
});

/**
 * Rehearsal services of an actor: at most 2 a day, a third in the 10 working days before a creation
 * (CCNEAC XIII.2). Before a revival the same holds if its rehearsals last over 30 days, and for 5 days over 3 weeks.
 * Whether a production is a revival is not known here: it is taken for a creation.
 */
export const rehearsalServices = rule({
  id: "rehearsal-services",
  to: actors,
  reference: "CCNEAC XIII.2",
  quotes: [
    {
      article: "CCNEAC XIII.2",
      text: "Il ne peut être exigé de l'artiste plus de 2 services par jour pendant la période de répétitions",
    },
    {
      article: "CCNEAC XIII.2",
      text: "pendant les 10 jours ouvrés consécutifs précédant la première",
    },
  ],
  unit: "services",
  level: "warn",
  convention: "ccneac",
  figures: {
    maximum: figure(2, { min: 1, max: 6, bounds: { reason: "services" } }),
    before_creation: figure(3, { min: 1, max: 6, bounds: { reason: "services" } }),
    days_before: figure(10, { max: 366, bounds: { reason: "days" } }),
  },
  reach: aDay,
  find(roster, limit) {
    return begunDays(servicesOf(roster)).flatMap(({ day, runs }) => {
      const calls = runs.flatMap((run) => run.calls);
      const near = calls.some((call) => isShortlyBeforeFirst(call, day, limit("days_before")));
      const [measured, allowed] = [runs.length, limit(near ? "before_creation" : "maximum")];
      if (measured <= allowed) return [];
      const [start, end] = [runs[0]?.start ?? 0, runs.at(-1)?.end ?? 0];
      const params = { services: measured, allowed };
      return [{ start, end, measured, allowed, params, works: idsOf(calls) }];
    });
  },
});

/**
 * An actor's rest between travel and work: 30 min after less than 2 h of travel, half of the travel time
 * from 2 h to 6 h, 4 h after more (CCNEAC XIII.3).
 */
export const travelRest = rule({
  id: "travel-rest",
  to: actors,
  reference: "CCNEAC XIII.3",
  quotes: [
    {
      article: "CCNEAC XIII.3",
      text: "pour un voyage d'une durée de moins de 2 heures le temps de repos à l'arrivée est de 30 minutes",
    },
  ],
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: {
    short: figure(30),
    long: figure(240),
    short_until: figure(120),
    long_after: figure(360),
  },
  reach: aDay,
  find({ calls, runs }, limit) {
    const restDue = (travelled: number) => {
      if (travelled < limit("short_until") * MINUTE) return limit("short") * MINUTE;
      return travelled > limit("long_after") * MINUTE ? limit("long") * MINUTE : travelled / 2;
    };
    const legs = calls
      .flatMap((call) =>
        (call.work.travel ?? []).map((leg) => ({ ...toSpan(leg, call.work.id), call })),
      )
      .toSorted((a, b) => a.end - b.end || a.start - b.start);
    let at = 0;
    return legs.flatMap((leg) => {
      while ((runs[at]?.start ?? Infinity) < leg.end) at += 1;
      const next = runs[at];
      if (next === undefined) return [];
      const travelled = leg.end - leg.start;
      const [measured, allowed] = [next.start - leg.end, restDue(travelled)];
      if (measured >= allowed) return [];
      const params = { ...restParams(measured, allowed), travelled: minutes(travelled) };
      const works = idsOf([leg.call, ...next.calls.filter(({ start }) => start === next.start)]);
      return [{ start: leg.end, end: next.start, measured, allowed, params, works }];
    });
  },
});
