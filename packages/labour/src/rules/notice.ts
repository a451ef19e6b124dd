import { mondayOf, weekOf } from "../clock.ts";
import { MINUTE, minutes } from "../duration.ts";
import type { Bounds } from "../faults.ts";
import type { ParamsOf } from "../params.ts";
import { type Call, idsOf, type Roster } from "../roster.ts";
import { figure, itself, type Measure, rule } from "../rule.ts";
import { employmentOf, type Scope } from "../scope.ts";
import type { Employment, Occupation, Person } from "../work.ts";
import { workingDaysBefore } from "../working-days.ts";
import { isShortlyBeforeFirst } from "./days.ts";

/**
 * Those for whom title VI plans the time: who is paid monthly (CCNEAC VI.1, VI.3 b), and CDII (V.13.3).
 * Usage contracts of less than a month are free of it.
 */
const planned: readonly Employment[] = ["monthly", "part_time", "cdii"];

/** Actors, musicians and circus artists have rules of their own: `artist-notice`. */
const byTitleSix: readonly Occupation[] = [
  "technician",
  "front_of_house",
  "security",
  "dancer",
  "singer",
  "other",
];

/** A choir is told of changes by XVI.2.2: 72 h ahead, not 7 days. */
const toBeToldOfChanges = byTitleSix.filter((occupation) => occupation !== "singer");

const scheduled: Scope = { occupations: byTitleSix, employments: planned };

type Told = "published_at" | "changed_at";

/** How much later than a deadline a person was told; undefined if in time, or not told. */
interface Late {
  call: Call;
  told: number;
  deadline: number;
}

/** The employer's calls that a person was told of after a deadline. `key` names the instant. */
function lateCalls(
  { own }: Roster,
  key: Told,
  deadlineOf: (call: Call) => number | undefined,
): Late[] {
  return own.flatMap((call) => {
    const told = call.work[key]?.epochMilliseconds;
    const deadline = deadlineOf(call);
    if (told === undefined || deadline === undefined || told <= deadline) return [];
    return [{ call, told, deadline }];
  });
}

/** The finding for a call that a person was told of too late. */
function measureOf<Params>({ call, told, deadline }: Late, params: Params): Measure<Params> {
  const { start, end } = call;
  return {
    start,
    end,
    measured: start - told,
    allowed: start - deadline,
    params,
    works: idsOf([call]),
  };
}

function paramsOf({ call, told, deadline }: Late): ParamsOf["notice"] {
  const ahead = minutes(call.start - told);
  const required = minutes(call.start - deadline);
  return { variant: ahead < 0 ? "after" : "ahead", by: Math.abs(ahead), required };
}

const aYear: { max: number; bounds: Bounds } = { max: 366 * 1440, bounds: { reason: "notice" } };

/**
 * Notice: a schedule is known 3 weeks ahead (CCNEAC VI.5), by `published_at`. In CDII it is known a month
 * ahead (V.13.3): 4 weeks at least.
 */
export const notice = rule({
  id: "notice",
  to: scheduled,
  reference: "CCNEAC VI.5, VI.1, VI.3, V.13.3",
  quotes: [
    {
      article: "CCNEAC VI.5",
      text: "se verra communiquer au moins 3 semaines à l'avance son emploi du temps hebdomadaire définitif",
    },
    {
      article: "CCNEAC VI.1",
      text: "ne concerne que les salariés rémunérés sur une base mensuelle",
    },
    {
      article: "CCNEAC VI.3",
      text: "ne peut pas s'appliquer pour les salariés sous contrat à durée déterminée de moins de 1 mois",
    },
    {
      article: "CCNEAC V.13",
      text: "Le planning mensuel définitif est remis au salarié avec 1 mois d'avance",
    },
  ],
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: { minimum: figure(21 * 1440, aYear), cdii: figure(28 * 1440, aYear) },
  reach: itself,
  find(roster, limit) {
    const due = limit(employmentOf(roster.person) === "cdii" ? "cdii" : "minimum") * MINUTE;
    return lateCalls(roster, "published_at", ({ start }) => start - due).map((late) =>
      measureOf(late, paramsOf(late)),
    );
  },
});

/**
 * Notice of a change: 7 days ahead (CCNEAC VI.5, V.13.3), by `changed_at`. Later ones cost 10 % more in
 * part-time and in CDII.
 */
export const changeNotice = rule({
  id: "change-notice",
  to: { ...scheduled, occupations: toBeToldOfChanges },
  reference: "CCNEAC VI.5, V.13.3",
  quotes: [
    { article: "CCNEAC VI.5", text: "doivent lui être communiquées 7 jours à l'avance" },
    { article: "CCNEAC VI.5", text: "les heures déplacées seront majorées de 10 %" },
    { article: "CCNEAC V.13", text: "les heures effectuées sont comptabilisées à 110 %" },
  ],
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: {
    minimum: figure(7 * 1440, aYear),
    percent: figure(10, {
      min: 10,
      max: 100,
      bounds: { reason: "agreement-floor", of: "percent", article: "VI.5" },
    }),
  },
  reach: itself,
  find(roster, limit) {
    const due = limit("minimum") * MINUTE;
    const percent = employmentOf(roster.person) === "monthly" ? 0 : limit("percent");
    return lateCalls(roster, "changed_at", ({ start }) => start - due).map((late) =>
      measureOf(late, { ...paramsOf(late), percent }),
    );
  },
});

/**
 * A change within 72 h, within 3 working days for part-timers, is allowed only if nobody could foresee it
 * (CCNEAC VI.5); a person has to judge that.
 */
export const lateChange = rule({
  id: "late-change",
  to: { occupations: byTitleSix, employments: ["monthly", "part_time"] },
  reference: "CCNEAC VI.5, XVI.2.2",
  quotes: [
    {
      article: "CCNEAC VI.5",
      text: "toute modification d'horaire peut être affichée moins de 72 heures à l'avance",
    },
    { article: "CCNEAC VI.5", text: "peut être réduit jusqu'à 3 jours ouvrés" },
    { article: "CCNEAC XVI.2", text: "au plus tard 72 heures avant le service concerné" },
  ],
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: {
    minimum: figure(72 * 60, aYear),
    part_time_days: figure(3, { max: 30, bounds: { reason: "days" } }),
  },
  reach: itself,
  find(roster, limit) {
    const days = limit("part_time_days");
    const isPartTime = employmentOf(roster.person) === "part_time";
    const deadlineOf = isPartTime
      ? (call: Call) => sameTimeOn(workingDaysBefore(call.day, days), call)
      : ({ start }: Call) => start - limit("minimum") * MINUTE;
    return lateCalls(roster, "changed_at", deadlineOf).map((late) => {
      const params = paramsOf(late);
      const inDays = isPartTime && params.variant === "ahead";
      return measureOf(late, inDays ? { variant: "working-days", by: params.by, days } : params);
    });
  },
});

/** The instant of another day at which clocks show the same as at the start of a call. */
function sameTimeOn(day: number, { start, day: own, clock }: Call): number {
  return clock.startOf(day) + start - clock.startOf(own);
}

/**
 * Notice to artists: actors know the services of a week on the Friday before, but for the 10 working days
 * before the dress rehearsal (CCNEAC XIII.2.5); musicians and singers theirs 72 h ahead (XV.2.2, XVI.2.3;
 * the choir's monthly staff by `notice`), circus artists a week ahead (XVII.7). Only the first performance
 * is known here, which the dress rehearsal comes before.
 */
export const artistNotice = rule({
  id: "artist-notice",
  to: { occupations: ["dramatic_artist", "musician", "singer", "circus_artist"] },
  reference: "CCNEAC XIII.2.5, XV.2.2, XVI.2.3, XVII.7",
  quotes: [
    {
      article: "CCNEAC XIII.2",
      text: "devra être affiché au plus tard le vendredi soir de la semaine précédente, sauf dans les 10 jours ouvrés précédant la générale",
    },
    {
      article: "CCNEAC XV.2",
      text: "Un planning détaillé est transmis à l'artiste au plus tard 72 heures avant le début de son engagement",
    },
    {
      article: "CCNEAC XVI.2",
      text: "Un planning détaillé est transmis à l'artiste au plus tard 72 heures avant le début de son engagement",
    },
    { article: "CCNEAC XVII.7", text: "une semaine avant la prise de service" },
  ],
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: {
    musical: figure(72 * 60, aYear),
    circus: figure(7 * 1440, aYear),
    days_before_first: figure(10, { max: 366, bounds: { reason: "days" } }),
  },
  reach: itself,
  find(roster, limit) {
    const { person } = roster;
    if (person.occupation === "dramatic_artist")
      return lateCalls(roster, "published_at", (call) =>
        isShortlyBeforeFirst(call, call.day, limit("days_before_first"))
          ? undefined
          : fridayBefore(call),
      ).map((late) => {
        const by = minutes(late.told - late.deadline);
        return measureOf<ParamsOf["artist-notice"]>(late, { variant: "friday", by });
      });
    if (isOfPermanentChoir(person)) return [];
    const due = limit(person.occupation === "circus_artist" ? "circus" : "musical") * MINUTE;
    return lateCalls(roster, "published_at", ({ start }) => start - due).map((late) =>
      measureOf(late, paramsOf(late)),
    );
  },
});

function isOfPermanentChoir(person: Person): boolean {
  return person.occupation === "singer" && planned.includes(employmentOf(person));
}

/** The end of the Friday before the week of a call. */
function fridayBefore({ day, clock }: Call): number {
  return clock.startOf(mondayOf(weekOf(day)) - 2);
}
