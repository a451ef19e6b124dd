import { MINUTE, minutes } from "../duration.ts";
import type { NotExtended, ParamsOf } from "../params.ts";
import { type Call, callsIn, idsOf, type Roster, rosterOf, type Run } from "../roster.ts";
import { aDay, figure, type Measure, rule } from "../rule.ts";
import { employmentOf } from "../scope.ts";
import type { Kind, Occupation, Person, Work } from "../work.ts";
import { begunDays, daysBeforeFirst, isShortlyBeforeFirst } from "./days.ts";

/** Rehearsals, sound checks and shows: the time in which musicians play and singers sing. */
const musical: readonly Kind[] = ["repetition", "balance", "representation"];

/**
 * The employer's calls of some kinds, with the pauses within a service as work (CCNEAC XV.2.1, XVI.2.1). A
 * longer break separates two services.
 */
function withPauses({ own, person }: Roster, kinds: readonly Kind[], pause: number): Roster {
  const isLong = ({ starts_at, ends_at }: NonNullable<Work["breaks"]>[number]) =>
    ends_at.epochMilliseconds - starts_at.epochMilliseconds >= pause;
  const work = own
    .filter((call) => kinds.includes(call.work.kind))
    .map((call): Work => ({ ...call.work, breaks: call.work.breaks?.filter(isLong) }));
  return rosterOf(work, person);
}

/** The services of rehearsal: work without a gap, apart from pauses. */
function servicesOf(roster: Roster, pause: number): Run[] {
  const rehearsals = withPauses(roster, ["repetition"], pause);
  const spans: Run[] = [];
  for (const { start, end } of rehearsals.stretches) {
    const last = spans.at(-1);
    if (last?.end === start) last.end = end;
    else spans.push({ start, end, calls: [] });
  }
  return spans.map((span) => ({ ...span, calls: callsIn(rehearsals, [span]) }));
}

/**
 * Title XVII of the CCNEAC, on circus artists, is in force but not extended: it binds only employers whose
 * organisations signed it. Findings say so.
 */
export function notExtended({ occupation }: Person): NotExtended {
  return occupation === "circus_artist" ? { not_extended: true } : {};
}

/**
 * Whether more is asked of artists on a day: dancers on tour, at festivals, and in the working days (jours
 * ouvrés) before a dress rehearsal (générale); circus artists in the days before a first
 * performance. The date of the dress rehearsal is not known here: the first performance stands for it.
 */
function isIntense(
  calls: readonly Call[],
  day: number,
  { occupation, days_before }: { occupation: Occupation; days_before: number },
): boolean {
  return calls.some((call) => {
    const isDancer = occupation === "dancer";
    const { tour, festival } = call.work;
    if (isDancer && (tour === true || festival === true)) return true;
    if (isDancer) return isShortlyBeforeFirst(call, day, days_before);
    const days = daysBeforeFirst(call, day);
    return days !== undefined && days <= days_before;
  });
}

const pause = figure(60);

/**
 * The day of an artist: dancers 8 h of work, 10 h in the named cases (CCNEAC XIV.2.1); musicians 7 h of
 * music (XV.2.1, XV.2.2); singers 6 h of singing, in permanent choirs 7 h (XVI.2.2, XVI.2.3), which here
 * are those who are not employed by usage contracts. Pauses within services are work of musicians and
 * singers. A day is a civil day, as in `day`.
 */
export const artistDay = rule({
  id: "artist-day",
  to: { occupations: ["dancer", "musician", "singer"] },
  reference: "CCNEAC XIV.2, XV.2, XVI.2",
  quotes: [
    {
      article: "CCNEAC XIV.2",
      text: "La durée du travail effectif du danseur, hors temps de transport tel que défini à l'article VIII. 1, ne pourra excéder 8 heures",
    },
    { article: "CCNEAC XV.2", text: "pour une durée cumulée supérieure à 7 heures" },
    { article: "CCNEAC XVI.2", text: "pour une durée cumulée qui dépasse 6 heures" },
  ],
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: {
    dancers: figure(480),
    dancers_intense: figure(600),
    days_before: figure(6, { max: 366, bounds: { reason: "days" } }),
    musicians: figure(420),
    singers: figure(360),
    permanent_singers: figure(420),
    pause,
  },
  reach: aDay,
  find(roster, limit) {
    const { occupation } = roster.person;
    const isDancer = occupation === "dancer";
    const counted = isDancer
      ? withPauses(roster, [...musical, "montage", "demontage", "autre"], 0)
      : withPauses(roster, musical, limit("pause") * MINUTE);
    const isPermanent = employmentOf(roster.person) !== "cddu";
    const usual = {
      dancer: limit("dancers"),
      singer: limit(isPermanent ? "permanent_singers" : "singers"),
    };
    return counted.days.flatMap(({ day, start, end, worked, stretches }) => {
      const calls = callsIn(counted, stretches);
      const near = { occupation, days_before: limit("days_before") };
      const most = isDancer && isIntense(calls, day, near) ? limit("dancers_intense") : undefined;
      const figures: Partial<Record<Occupation, number>> = usual;
      const allowed = (most ?? figures[occupation] ?? limit("musicians")) * MINUTE;
      if (worked <= allowed) return [];
      const params = { worked: minutes(worked), allowed: minutes(allowed), of: timeOf(occupation) };
      return [{ start, end, measured: worked, allowed, params, works: idsOf(calls) }];
    });
  },
});

function timeOf(occupation: Occupation): ParamsOf["artist-day"]["of"] {
  if (occupation === "musician") return "music";
  return occupation === "singer" ? "singing" : "work";
}

/**
 * The amplitude of dancers and circus artists: 10 h (CCNEAC XIV.2.1, XVII.5.2). For dancers not on tour, at
 * festivals and before a first night, when `amplitude` is the limit; for circus artists 12 h in the two weeks
 * before.
 */
export const artistAmplitude = rule({
  id: "artist-amplitude",
  to: { occupations: ["dancer", "circus_artist"] },
  reference: "CCNEAC XIV.2, XVII.5",
  quotes: [
    {
      article: "CCNEAC XIV.2",
      text: "l'amplitude journalière pour les artistes chorégraphiques ne pourra excéder 10 heures",
    },
    {
      article: "CCNEAC XVII.5",
      text: "L'amplitude de la journée de travail de l'artiste de cirque ne peut excéder 10 heures",
    },
    { article: "CCNEAC XVII.5", text: "l'amplitude de la journée est portée à 12 heures" },
  ],
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: {
    dancers: figure(600),
    circus: figure(600),
    circus_intense: figure(720),
    dancers_days_before: figure(6, { max: 366, bounds: { reason: "days" } }),
    circus_days_before: figure(14, { max: 366, bounds: { reason: "days" } }),
  },
  reach: aDay,
  find(roster, limit) {
    const { person } = roster;
    const { occupation } = person;
    const isDancer = occupation === "dancer";
    const days_before = limit(isDancer ? "dancers_days_before" : "circus_days_before");
    return begunDays(callsAsRuns(roster)).flatMap(
      ({ day, runs }): Measure<ParamsOf["artist-amplitude"]>[] => {
        const calls = runs.flatMap((run) => run.calls);
        const [start, end] = [runs[0]?.start ?? 0, Math.max(...runs.map((run) => run.end))];
        const intense = isIntense(calls, day, { occupation, days_before });
        if (isDancer && intense) return [];
        const usual = isDancer ? limit("dancers") : limit("circus");
        const allowed = (intense ? limit("circus_intense") : usual) * MINUTE;
        const measured = end - start;
        if (measured <= allowed) return [];
        const about = { amplitude: minutes(measured), allowed: minutes(allowed) };
        const params = { ...about, ...notExtended(person) };
        return [{ start, end, measured, allowed, params, works: idsOf(calls) }];
      },
    );
  },
});

function callsAsRuns({ own }: Roster): Run[] {
  return own.map((call) => ({ start: call.start, end: call.end, calls: [call] }));
}

/**
 * A service of rehearsal: of dancers at most 3 h (CCNEAC XIV.2.1), of musicians and singers 2 h to 4 h
 * (XV.2.2, XVI.2.3), of circus artists at most 4 h (XVII.5.2). Permanent choirs have lessons of 1 h, so the
 * 2 h are for singers on usage contracts. Actors: `rehearsal-length`.
 */
export const serviceLength = rule({
  id: "service-length",
  to: { occupations: ["dancer", "musician", "singer", "circus_artist"] },
  reference: "CCNEAC XIV.2, XV.2, XVI.2, XVII.5",
  quotes: [
    {
      article: "CCNEAC XIV.2",
      text: "organisée en services successifs de 3 heures, non fractionnables",
    },
    {
      article: "CCNEAC XV.2",
      text: "La durée d'un service de répétition ou d'une séance d'enregistrement est comprise entre 2 et 4 heures",
    },
    { article: "CCNEAC XVI.2", text: "services dont la durée est comprise entre 2 et 4 heures" },
    {
      article: "CCNEAC XVII.5",
      text: "Chaque service est d'une durée maximale de 4 heures incluant une heure d'échauffement",
    },
  ],
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: {
    maximum: figure(240, { max: 720, bounds: { reason: "service" } }),
    dancers: figure(180, { max: 720, bounds: { reason: "service" } }),
    minimum: figure(120, { max: 720, bounds: { reason: "service" } }),
    pause,
  },
  reach: aDay,
  find(roster, limit) {
    const { person } = roster;
    const { occupation } = person;
    const longest = limit(occupation === "dancer" ? "dancers" : "maximum") * MINUTE;
    const isSinger = occupation === "singer" && employmentOf(person) === "cddu";
    const hasLeast = isSinger || occupation === "musician";
    const shortest = hasLeast ? limit("minimum") * MINUTE : 0;
    return servicesOf(roster, limit("pause") * MINUTE).flatMap(({ start, end, calls }) => {
      const measured = end - start;
      if (measured >= shortest && measured <= longest) return [];
      const allowed = measured < shortest ? shortest : longest;
      const about = { length: minutes(measured), allowed: minutes(allowed) };
      const params = { ...about, ...notExtended(person) };
      return [{ start, end, measured, allowed, params, works: idsOf(calls) }];
    });
  },
});

/**
 * Services of rehearsal a day, of dancers and circus artists: 2, and 3 when more is asked of them (CCNEAC
 * XIV.2.1, XVII.5.2). Actors: `rehearsal-services`.
 */
export const artistServices = rule({
  id: "artist-services",
  to: { occupations: ["dancer", "circus_artist"] },
  reference: "CCNEAC XIV.2, XVII.5",
  quotes: [
    {
      article: "CCNEAC XIV.2",
      text: "il ne peut être exigé de l'artiste plus de 2 services par jour",
    },
    {
      article: "CCNEAC XIV.2",
      text: "il pourra leur être demandé d'effectuer un 3e service, à l'occasion des tournées, des temps de festivals et dans les 6 jours ouvrés qui précèdent une générale",
    },
    {
      article: "CCNEAC XVII.5",
      text: "Il ne peut y avoir plus de 2 services de répétition par artiste de cirque et par jour",
    },
  ],
  unit: "services",
  level: "warn",
  convention: "ccneac",
  figures: {
    maximum: figure(2, { min: 1, max: 6, bounds: { reason: "services" } }),
    intense: figure(3, { min: 1, max: 6, bounds: { reason: "services" } }),
    dancers_days_before: figure(6, { max: 366, bounds: { reason: "days" } }),
    circus_days_before: figure(14, { max: 366, bounds: { reason: "days" } }),
    pause,
  },
  reach: aDay,
  find(roster, limit) {
    const { person } = roster;
    const { occupation } = person;
    const isDancer = occupation === "dancer";
    const days_before = limit(isDancer ? "dancers_days_before" : "circus_days_before");
    return begunDays(servicesOf(roster, limit("pause") * MINUTE)).flatMap(({ day, runs }) => {
      const calls = runs.flatMap((run) => run.calls);
      const intense = isIntense(calls, day, { occupation, days_before });
      const [measured, allowed] = [runs.length, limit(intense ? "intense" : "maximum")];
      if (measured <= allowed) return [];
      const [start, end] = [runs[0]?.start ?? 0, runs.at(-1)?.end ?? 0];
      const params = { services: measured, allowed, ...notExtended(person) };
      return [{ start, end, measured, allowed, params, works: idsOf(calls) }];
    });
  },
});
