import { MINUTE, minutes } from "../duration.ts";
import type { ParamsOf } from "../params.ts";
import { callsDuring, idsOf, type Roster, type Run, type Span } from "../roster.ts";
import { aDay, figure, type Measure, rule } from "../rule.ts";
import { notExtended } from "./artists.ts";
import { begunDays } from "./days.ts";

/** The shows: calls that overlap are one, a second call right after the first is a second show. */
function showsOf({ own }: Roster): Run[] {
  const shows: Run[] = [];
  for (const call of own) {
    if (call.work.kind !== "representation") continue;
    const last = shows.at(-1);
    if (last === undefined || call.start >= last.end)
      shows.push({ start: call.start, end: call.end, calls: [call] });
    else {
      last.end = Math.max(last.end, call.end);
      last.calls.push(call);
    }
  }
  return shows;
}

/**
 * Shows a day: actors, singers and circus artists give a show of normal length at most twice a day (CCNEAC
 * XIII.2.4, XVI.2.3, XVII.5.2), a short one three times: up to 66 min, which is an hour with the tolerance
 * of 10 %, in the circus up to 30 min. A call is at least as long as its show.
 */
export const showsADay = rule({
  id: "shows-a-day",
  to: { occupations: ["dramatic_artist", "singer", "circus_artist"] },
  reference: "CCNEAC XIII.2, XVI.2, XVII.5",
  quotes: [
    { article: "CCNEAC XIII.2", text: "plus de 2 fois le même jour" },
    {
      article: "CCNEAC XIII.2",
      text: "Trois représentations d'un spectacle de courte durée peuvent être données dans une même journée",
    },
    { article: "CCNEAC XVI.2", text: "ne peut être joué plus de 2 fois le même jour" },
    { article: "CCNEAC XVII.5", text: "de jouer plus de 2 fois le même jour" },
  ],
  unit: "services",
  level: "warn",
  convention: "ccneac",
  figures: {
    maximum: figure(2, { min: 1, max: 6, bounds: { reason: "services" } }),
    short: figure(3, { min: 1, max: 6, bounds: { reason: "services" } }),
    short_until: figure(66),
    circus_short_until: figure(30),
  },
  reach: aDay,
  find(roster, limit) {
    const { person } = roster;
    const isCircus = person.occupation === "circus_artist";
    const short = limit(isCircus ? "circus_short_until" : "short_until") * MINUTE;
    return begunDays(showsOf(roster)).flatMap(({ runs }) => {
      const isShort = runs.every(({ start, end }) => end - start <= short);
      const [measured, allowed] = [runs.length, limit(isShort ? "short" : "maximum")];
      if (measured <= allowed) return [];
      const [start, end] = [runs[0]?.start ?? 0, runs.at(-1)?.end ?? 0];
      const works = idsOf(runs.flatMap(({ calls }) => calls));
      const params = { shows: measured, allowed, ...notExtended(person) };
      return [{ start, end, measured, allowed, params, works }];
    });
  },
});

/**
 * Time free before a show, to rest and to prepare: 2 h 30; actors 1 h 30 if preparation is collective
 * (CCNEAC XIII.2.4), which is not known here; circus artists before the first show of the day (XVII.5.2).
 * It is measured from the end of any other call. Between two short shows of a day nothing is required.
 */
export const showRest = rule({
  id: "show-rest",
  to: { occupations: ["dramatic_artist", "circus_artist"] },
  reference: "CCNEAC XIII.2, XVII.5",
  quotes: [
    {
      article: "CCNEAC XIII.2",
      text: "Avant la représentation l'artiste-interprète doit disposer d'un temps de repos et de préparation de 2 h 30",
    },
    { article: "CCNEAC XIII.2", text: "le temps de repos ne peut être inférieur à 1 h 30" },
    {
      article: "CCNEAC XVII.5",
      text: "Avant la première représentation l'artiste de cirque doit disposer d'un temps de repos et de préparation de 2 heures 30",
    },
  ],
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: { minimum: figure(150), collective: figure(90), short_until: figure(66) },
  reach: aDay,
  find(roster, limit) {
    const { person } = roster;
    const isActor = person.occupation === "dramatic_artist";
    const [allowed, short] = [limit("minimum") * MINUTE, limit("short_until") * MINUTE];
    const isShort = ({ start, end }: Span) => end - start <= short;
    return showsOf(roster).flatMap((show, i, shows): Measure<ParamsOf["show-rest"]>[] => {
      const window = { start: show.start - allowed, end: show.start };
      const last = shows[i - 1];
      const isFirst = last?.calls[0]?.day !== show.calls[0]?.day;
      if (!isActor && !isFirst) return [];
      const isAfterShow = isActor && last !== undefined && !(isShort(last) && isShort(show));
      const before = callsDuring(roster, window).filter(
        ({ work, start }) =>
          work.employer === "own" &&
          start < show.start &&
          (work.kind !== "representation" || isAfterShow),
      );
      if (before.length === 0) return [];
      const start = Math.max(...before.map((call) => Math.min(call.end, show.start)));
      const measured = show.start - start;
      const latest = before.filter((call) => Math.min(call.end, show.start) === start);
      const shown = latest.some((call) => last?.calls.includes(call)) ? (last?.calls ?? []) : [];
      const about = { free: minutes(measured), required: minutes(allowed) };
      const eased = isActor ? { collective: limit("collective") } : notExtended(person);
      const works = idsOf([...latest, ...shown, ...show.calls]);
      return [{ start, end: show.start, measured, allowed, params: { ...about, ...eased }, works }];
    });
  },
});
