import type { Quantity } from "../faults.ts";
import type { NotExtended, ParamsOf } from "../params.ts";
import type { Sentences } from "./sentences.ts";
import { boundsReason, counting, duration, durationInDays, durations } from "./words.ts";

const counted = counting("fr");
const withDuration = durations("fr");

const choice = new Intl.ListFormat("fr", { type: "disjunction" });

const required = (minutes: number) => withDuration(minutes, { one: "requise", other: "requises" });

const inDays = (minutes: number) =>
  durationInDays(minutes, (days) => counted(days, { one: "jour", other: "jours" }));

/** A time of day: `0 h`, `7 h 30`. */
function timeOfDay(minutes: number): string {
  const [h, min] = [Math.floor(minutes / 60) % 24, minutes % 60];
  return min === 0 ? `${h} h` : `${h} h ${String(min).padStart(2, "0")}`;
}

function hours({ from, to }: { from: number; to: number }): { from: string; to: string } {
  return { from: timeOfDay(from), to: timeOfDay(to) };
}

const between = (params: { from: number; to: number }) =>
  `entre ${hours(params).from} et ${hours(params).to}`;

function worked({ worked: total, outside }: ParamsOf["day"], where: string): string {
  const elsewhere = outside > 0 ? `, dont ${duration(outside)} pour d’autres employeurs` : "";
  return `${duration(total)} de travail ${where}${elsewhere}`;
}

function unbroken({ worked: total, pause }: ParamsOf["break"]): string {
  return `${duration(total)} de travail sans pause de ${duration(pause)}`;
}

function mealBreak({ pause, ...meal }: ParamsOf["meal-break"]): string {
  const what = pause === 0 ? "Pas de pause repas" : `Pause repas de ${duration(pause)}`;
  return `${what} ${between(meal)}`;
}

function ifBound({ not_extended }: NotExtended): string {
  return not_extended === true ? ", si l’employeur est lié par le titre XVII (non étendu)" : "";
}

function rehearsals({ services, allowed }: ParamsOf["rehearsal-services"]): string {
  const count = counted(services, { one: "service", other: "services" });
  return `${count} de répétition dans la journée ; ${allowed} maximum`;
}

const timeOfArtists: Record<ParamsOf["artist-day"]["of"], string> = {
  work: "travail",
  music: "musique",
  singing: "chant",
};

function overAverage({ average, weeks, allowed }: ParamsOf["twelve-weeks"]): string {
  const weekly = `${duration(Math.ceil(average))} de travail par semaine`;
  return `${weekly} en moyenne sur ${weeks} semaines ; ${duration(allowed)} maximum`;
}

const direction: Record<ParamsOf["notice"]["variant"], string> = {
  ahead: "à l’avance",
  after: "après le début de la convocation",
};

function noticeText(what: string, { variant, by, required: due }: ParamsOf["notice"]): string {
  return `${what} ${inDays(by)} ${direction[variant]} ; délai de prévenance : ${inDays(due)}`;
}

function lateChange(params: ParamsOf["late-change"]): string {
  if (params.variant !== "working-days") return noticeText("Modification annoncée", params);
  const days = counted(params.days, { one: "jour ouvré", other: "jours ouvrés" });
  return `Modification annoncée ${inDays(params.by)} à l’avance ; délai de prévenance : ${days}`;
}

function shortRest(params: ParamsOf["weekly-rest"]): string {
  return `${duration(params.rest)} de repos ; ${required(params.required)}`;
}

function reducibleRest(params: Extract<ParamsOf["daily-rest"], { variant: "reducible" }>): string {
  const enough = withDuration(params.reduced, { one: "suffit", other: "suffisent" });
  const given = { one: "est récupérée", other: "sont récupérées" };
  return `${shortRest(params)} ; ${enough} ici si ${withDuration(params.missing, given)}`;
}

function longDay({ amplitude, allowed }: { amplitude: number; allowed: number }): string {
  return `Amplitude de ${duration(amplitude)} ; ${duration(allowed)} maximum`;
}

function dayOfWork(params: ParamsOf["amplitude"]): string {
  if (params.variant === "unbroken")
    return `${duration(params.amplitude)} d’affilée ; ${duration(params.rest)} de repos dues`;
  if (params.variant === "long") return longDay(params);
  const given = { one: "est récupérée", other: "sont récupérées" };
  return `${longDay(params)} ; ${duration(params.extended)} ici si ${withDuration(params.missing, given)}`;
}

const amounts: Record<Quantity, (count: number) => string> = {
  minutes: duration,
  days: (count) => counted(count, { one: "jour", other: "jours" }),
  time_of_day: timeOfDay,
  years: (count) => counted(count, { one: "an", other: "ans" }),
  percent: (count) => `${count} %`,
};

const daysWorked = { one: "jour travaillé", other: "jours travaillés" };

/** The sentences in French, as planners in the performing arts say them. */
export const fr: Sentences = {
  titles: {
    "daily-rest": "11 h consécutives de repos entre deux journées de travail",
    "weekly-rest": "35 h consécutives de repos par semaine : 24 h et les 11 h quotidiennes",
    day: "10 h de travail par jour au maximum",
    week: "48 h de travail par semaine au maximum",
    "twelve-weeks": "44 h de travail par semaine au maximum, en moyenne sur 12 semaines",
    "working-days": "6 jours de travail par semaine au maximum",
    "running-days": "6 jours de travail d’affilée au maximum",
    sundays: "20 dimanches par période de référence au maximum",
    break: "20 min de pause d’affilée dès que le travail atteint 6 h",
    "meal-break": "Pause repas de 1 h entre 11 h 30 et 14 h 30, et entre 18 h et 21 h",
    "late-meal": "Travail après 1 h : panier et pause payée de 30 min",
    "minimum-call": "3 h 30 de travail d’affilée par jour au minimum, sauf pour les artistes",
    amplitude: "13 h d’amplitude par journée de travail au maximum",
    night: "Travail de nuit, de 0 h à 7 h",
    "night-worker-day": "Travailleurs de nuit : 8 h de travail par jour au maximum",
    "night-worker-weeks":
      "Travailleurs de nuit : 40 h de travail par semaine au maximum, en moyenne sur 12 semaines",
    "night-premium":
      "Travail de 1 h à 6 h majoré de 15 %, de 2 h à 7 h en festival de plein air, sauf pour les artistes",
    notice: "Au mois : planning connu 3 semaines à l’avance, en CDII 4 semaines",
    "change-notice": "Au mois : changement d’horaire ou de lieu connu 7 jours à l’avance",
    "late-change":
      "Au mois : pas de changement à moins de 72 h, 3 jours ouvrés à temps partiel, sauf imprévu",
    "artist-notice":
      "Artistes dramatiques : semaine connue le vendredi précédent ; musiciens et chanteurs : 72 h à l’avance ; cirque : 7 jours",
    "rehearsal-length": "Artistes dramatiques : service de répétition de 4 h au maximum",
    "rehearsal-services":
      "Artistes dramatiques : 2 services de répétition par jour, 3 dans les 10 jours ouvrés avant une création",
    "artist-day":
      "Danseurs : 8 h de travail par jour ; musiciens : 7 h de musique ; chanteurs : 6 h de chant",
    "artist-amplitude": "Danseurs, artistes de cirque : 10 h d’amplitude par jour au maximum",
    "service-length":
      "Service de répétition : danseurs 3 h au maximum ; musiciens et chanteurs de 2 h à 4 h ; artistes de cirque 4 h au maximum",
    "artist-services":
      "Danseurs, artistes de cirque : 2 services de répétition par jour, 3 avant une première",
    "shows-a-day":
      "Artistes dramatiques, chanteurs, artistes de cirque : 2 représentations par jour, 3 si elles sont courtes",
    "show-rest":
      "Artistes dramatiques et de cirque : 2 h 30 libres avant la représentation ; artistes dramatiques 1 h 30 si la préparation est collective",
    "travel-rest":
      "Artistes dramatiques : de 30 min à 4 h de repos entre le voyage et la prise de travail",
    "minor-day": "Moins de 18 ans : 8 h de travail par jour au maximum",
    "minor-week": "Moins de 18 ans : 35 h de travail par semaine au maximum",
    "minor-break": "Moins de 18 ans : 30 min de pause d’affilée au-delà de 4 h 30 de travail",
    "minor-rest": "Moins de 18 ans : 12 h consécutives de repos ; moins de 16 ans : 14 h",
    "minor-amplitude":
      "Moins de 18 ans : 12 h d’amplitude par jour au maximum ; moins de 16 ans : 10 h",
    "minor-weekly-rest": "Moins de 18 ans : 2 jours de repos d’affilée par semaine",
    "minor-night":
      "Moins de 18 ans : pas de travail de 22 h à 6 h ; moins de 16 ans : de 20 h à 6 h",
    "young-stage": "Moins de 16 ans : autorisation individuelle préalable",
  },
  whom: {
    everybody: "Tout le monde",
    under: (age) => `Toute personne de moins de ${age} ans`,
    occupations: {
      technician: "technique",
      front_of_house: "accueil",
      security: "sécurité",
      dramatic_artist: "artistes dramatiques",
      musician: "musiciens",
      dancer: "danseurs",
      singer: "chanteurs",
      circus_artist: "artistes de cirque",
      other: "autres métiers",
    },
    employments: {
      cddu: "en CDD d’usage",
      monthly: "au mois",
      cdii: "en CDI intermittent",
      part_time: "à temps partiel",
      forfait_jours: "au forfait jours",
      cadre_dirigeant: "en cadre dirigeant",
      volunteer: "en bénévole",
      trainee: "en stage",
    },
    only: (people, employments) => `${people}, seulement ${employments}`,
    except: (people, employments) => `${people}, sauf ${employments}`,
  },
  standings: { bound: "s’impose", told: "pour information", free: "ne s’applique pas" },
  findings: {
    "daily-rest": (params) =>
      params.variant === "short" ? shortRest(params) : reducibleRest(params),
    "weekly-rest": (params) =>
      `${duration(params.rest)} de repos hebdomadaire ; ${required(params.required)}`,
    day: (params) => `${worked(params, "dans la journée")} ; ${duration(params.allowed)} maximum`,
    week: (params) => `${worked(params, "dans la semaine")} ; ${duration(params.allowed)} maximum`,
    "twelve-weeks": overAverage,
    "working-days": ({ days, allowed }) =>
      `${counted(days, daysWorked)} dans la semaine ; ${allowed} maximum`,
    "running-days": ({ days, allowed }) =>
      `${counted(days, daysWorked)} d’affilée ; ${allowed} maximum`,
    sundays: ({ days, allowed }) => {
      const sundays = counted(days, { one: "dimanche travaillé", other: "dimanches travaillés" });
      return `${sundays} dans la période de référence ; ${allowed} maximum`;
    },
    break: (params) => `${unbroken(params)} ; une pause est due dès ${duration(params.after)}`,
    "meal-break": (params) =>
      `${mealBreak(params)} ; ${required(params.required)}, sinon repas fourni ou panier`,
    "late-meal": ({ worked: late, from, pause }) =>
      `${duration(late)} de travail après ${timeOfDay(from)} ; panier et pause payée de ${duration(pause)}`,
    "minimum-call": (params) =>
      `Convocation de ${duration(params.length)} ; ${duration(params.required)} minimum`,
    amplitude: dayOfWork,
    night: (params) => {
      const { from, to } = hours(params);
      return `${duration(params.worked)} de travail de nuit (de ${from} à ${to})`;
    },
    "night-worker-day": (params) =>
      `${worked(params, "dans la journée")} ; ${duration(params.allowed)} maximum pour un travailleur de nuit`,
    "night-worker-weeks": (params) => `${overAverage(params)} pour un travailleur de nuit`,
    "night-premium": (params) =>
      `${duration(params.worked)} de travail ${between(params)}, à majorer de ${params.percent} %`,
    notice: (params) => noticeText("Planning publié", params),
    "change-notice": ({ percent, ...params }) => {
      const premium = percent > 0 ? ` ; à défaut, heures majorées de ${percent} %` : "";
      return noticeText("Modification annoncée", params) + premium;
    },
    "late-change": (params) => `${lateChange(params)}, sauf imprévu`,
    "artist-notice": (params) =>
      params.variant === "friday"
        ? `Planning publié ${inDays(params.by)} après le vendredi soir précédent, qui était la limite`
        : noticeText("Planning publié", params),
    "rehearsal-length": ({ length, allowed }) =>
      `Service de répétition de ${duration(length)} ; ${duration(allowed)} maximum`,
    "rehearsal-services": rehearsals,
    "artist-day": (params) =>
      `${duration(params.worked)} de ${timeOfArtists[params.of]} dans la journée ; ${duration(params.allowed)} maximum`,
    "artist-amplitude": (params) => `${longDay(params)}${ifBound(params)}`,
    "service-length": (params) => {
      const { length, allowed } = params;
      const bound = length < allowed ? "minimum" : "maximum";
      return `Service de répétition de ${duration(length)} ; ${duration(allowed)} ${bound}${ifBound(params)}`;
    },
    "artist-services": (params) => `${rehearsals(params)}${ifBound(params)}`,
    "shows-a-day": (params) => {
      const shows = counted(params.shows, { one: "représentation", other: "représentations" });
      return `${shows} dans la journée ; ${params.allowed} maximum${ifBound(params)}`;
    },
    "show-rest": (params) => {
      const { free, collective } = params;
      const eased =
        collective === undefined
          ? ""
          : `, ${duration(collective)} si la préparation est collective`;
      const time = withDuration(free, { one: "libre", other: "libres" });
      return `${time} avant la représentation ; ${required(params.required)}${eased}${ifBound(params)}`;
    },
    "travel-rest": (params) =>
      `${duration(params.rest)} de repos après ${duration(params.travelled)} de voyage ; ${required(params.required)}`,
    "minor-day": (params) =>
      `${worked(params, "dans la journée")} ; ${duration(params.allowed)} maximum avant ${params.under} ans`,
    "minor-week": (params) =>
      `${worked(params, "dans la semaine")} ; ${duration(params.allowed)} maximum avant ${params.under} ans`,
    "minor-break": (params) =>
      `${unbroken(params)} ; une pause est due au-delà de ${duration(params.after)}`,
    "minor-rest": (params) =>
      `${duration(params.rest)} de repos ; ${required(params.required)} avant ${params.under} ans`,
    "minor-amplitude": (params) => `${longDay(params)} avant ${params.under} ans`,
    "minor-weekly-rest": (params) => {
      const days = counted(params.days, { one: "jour", other: "jours" });
      return `${days} de repos d’affilée ; ${params.required} requis avant ${params.under} ans`;
    },
    "minor-night": (params) =>
      `${duration(params.worked)} de travail ${between(params)}, interdit avant ${params.under} ans`,
    "young-stage": ({ age, required: least }) =>
      `${counted(age, { one: "an", other: "ans" })}, sans autorisation individuelle ; obligatoire avant ${least} ans`,
  },
  units: {
    minutes: duration,
    days: (count) => counted(count, { one: "jour", other: "jours" }),
    services: (count) => counted(count, { one: "service", other: "services" }),
  },
  margins: {
    missing: (amount) => `il manque ${amount}`,
    over: (amount) => `${amount} de trop`,
  },
  faults: {
    "unknown-rule": ({ rule, rules }) =>
      `La règle ${rule} n’existe pas ; il y a ${rules.join(", ")}`,
    "unknown-figure": ({ rule, figure, figures }) =>
      `${rule} n’a pas de valeur ${figure} ; il y a ${figures.join(", ")}`,
    "unknown-level": ({ rule, level, levels }) =>
      `${rule} : level est ${choice.format(levels)}, et non ${level}`,
    "on-not-boolean": ({ rule }) => `${rule} : on est true ou false`,
    "public-order-off": ({ rule, article }) =>
      `${rule} : ne peut être désactivée ; elle est d’ordre public (${article})`,
    "public-order-level": ({ rule, level, least, article }) =>
      `${rule} : level est au moins ${least}, et non ${level} ; elle est d’ordre public (${article})`,
    "out-of-bounds": (params) => {
      const { rule, figure, min, max, value } = params;
      const range = `${figure} est un nombre entier de ${min} à ${max}, et non ${value}`;
      return `${rule} : ${range} ; ${boundsReason(params, fr, amounts)}`;
    },
    "decision-out-of-bounds": ({ number, value, min, max, article }) =>
      `décision ${number} : maximum va de ${duration(min)} à ${duration(max)} par semaine, et non ${duration(value)} (${article})`,
    "reduced-over-minimum": ({ rule }) => `${rule} : reduced ne dépasse pas minimum`,
    "short-night": ({ rule, least, article }) =>
      `${rule} : une nuit dure au moins ${duration(least)} d’affilée (${article})`,
    "night-without-core": ({ rule, article, ...core }) => {
      const { from, to } = hours(core);
      return `${rule} : une nuit comprend les heures de ${from} à ${to} (${article})`;
    },
  },
  publicOrder: ({ article }) =>
    `ordre public : ni désactivée, ni à un niveau inférieur (${article})`,
  bounds: (range) => boundsReason(range, fr, amounts),
  legalBounds: {
    "agreement-floor": ({ least, article }) =>
      `aucun accord ne descend au-dessous de ${least} (${article})`,
    "agreement-ceiling": ({ most, article }) => `aucun accord ne dépasse ${most} (${article})`,
    "authority-ceiling": ({ most, article }) =>
      `seule une décision de l’autorité permet plus de ${most} (${article})`,
    "no-later": ({ most, article }) => `${most} au plus tard (${article})`,
    "no-earlier": ({ least, article }) => `${least} au plus tôt (${article})`,
    "legal-floor": ({ least, article }) => `${least} au minimum (${article})`,
    "legal-ceiling": ({ most, article }) => `${most} au maximum (${article})`,
  },
  saneBounds: {
    duration: () => "une durée va de 0 minute à un an",
    notice: () => "un délai de prévenance va de 0 minute à un an",
    "time-of-day": () => "une heure se donne en minutes après minuit",
    call: ({ max }) => `une convocation dure au plus ${duration(max)}`,
    service: ({ max }) => `un service dure au plus ${duration(max)}`,
    "civil-day": ({ max }) => `une journée a ${duration(max)}`,
    weeks: ({ max }) => `la loi dit ${max} semaines`,
    days: ({ min, max }) => `le nombre de jours va de ${min} à ${max}`,
    "running-days": ({ max }) => `deux semaines n’en comptent pas plus de ${max}`,
    sundays: ({ max }) => `une année compte au plus ${max} dimanches`,
    services: ({ min, max }) => `le nombre de services va de ${min} à ${max}`,
    month: ({ min, max }) => `un mois va de ${min} à ${max}`,
  },
};
