import type { Quantity } from "../faults.ts";
import type { NotExtended, ParamsOf } from "../params.ts";
import type { Sentences } from "./sentences.ts";
import { boundsReason, counting, duration, durationInDays, durations } from "./words.ts";

const counted = counting("en");
const withDuration = durations("en");

const inDays = (minutes: number) =>
  durationInDays(minutes, (days) => counted(days, { one: "day", other: "days" }));

function timeOfDay(minutes: number): string {
  return Temporal.PlainTime.from("00:00").add({ minutes }).toString({ smallestUnit: "minute" });
}

function hours({ from, to }: { from: number; to: number }): string {
  return `${timeOfDay(from)}–${timeOfDay(to)}`;
}

function worked({ worked: total, outside }: ParamsOf["day"], where: string): string {
  const elsewhere = outside > 0 ? `, ${duration(outside)} of it for others` : "";
  return `${duration(total)} of work ${where}${elsewhere}`;
}

function unbroken({ worked: total, pause, after }: ParamsOf["break"]): string {
  return `${duration(total)} of work without a break of ${duration(pause)}; one is due after ${duration(after)}`;
}

function mealBreak({ pause, ...meal }: ParamsOf["meal-break"]): string {
  const what = pause === 0 ? "No meal break" : `A meal break of ${duration(pause)}`;
  return `${what} within ${hours(meal)}`;
}

function ifBound({ not_extended }: NotExtended): string {
  return not_extended === true
    ? ", if the employer is bound by title XVII, which is not extended"
    : "";
}

function rehearsals({ services, allowed }: ParamsOf["rehearsal-services"]): string {
  const count = counted(services, { one: "service", other: "services" });
  return `${count} of rehearsal in a day; ${allowed} allowed`;
}

function overAverage({ average, weeks, allowed }: ParamsOf["twelve-weeks"]): string {
  const weekly = duration(Math.ceil(average));
  return `${weekly} of work a week on average over ${weeks} weeks; ${duration(allowed)} allowed`;
}

const direction: Record<ParamsOf["notice"]["variant"], string> = {
  ahead: "ahead",
  after: "after the call began",
};

function noticeText(what: string, { variant, by, required }: ParamsOf["notice"]): string {
  return `${what} ${inDays(by)} ${direction[variant]}; ${inDays(required)} required`;
}

function lateChange(params: ParamsOf["late-change"]): string {
  if (params.variant !== "working-days") return noticeText("Changed", params);
  const days = counted(params.days, { one: "working day", other: "working days" });
  return `Changed ${inDays(params.by)} ahead; ${days} required`;
}

function shortRest({ rest, required }: ParamsOf["weekly-rest"]): string {
  return `${duration(rest)} of rest; ${duration(required)} required`;
}

function reducibleRest(params: Extract<ParamsOf["daily-rest"], { variant: "reducible" }>): string {
  const enough = `${duration(params.reduced)} will do here`;
  const given = { one: "is given back", other: "are given back" };
  return `${shortRest(params)}; ${enough} if ${withDuration(params.missing, given)}`;
}

function longDay({ amplitude, allowed }: { amplitude: number; allowed: number }): string {
  return `${duration(amplitude)} from the beginning to the end of the day; ${duration(allowed)} allowed`;
}

function dayOfWork(params: ParamsOf["amplitude"]): string {
  if (params.variant === "unbroken")
    return `${duration(params.amplitude)} in a row; ${duration(params.rest)} of rest due`;
  if (params.variant === "long") return longDay(params);
  const given = { one: "is given back", other: "are given back" };
  return `${longDay(params)}; ${duration(params.extended)} here if ${withDuration(params.missing, given)}`;
}

const amounts: Record<Quantity, (count: number) => string> = {
  minutes: duration,
  days: (count) => counted(count, { one: "day", other: "days" }),
  time_of_day: timeOfDay,
  years: (count) => counted(count, { one: "year", other: "years" }),
  percent: (count) => `${count} %`,
};

/** The sentences in English. */
export const en: Sentences = {
  titles: {
    "daily-rest": "11 h of rest in a row between two days of work",
    "weekly-rest": "35 h of rest in a row each week: 24 h and the daily 11 h",
    day: "At most 10 h of work a day",
    week: "At most 48 h of work a week",
    "twelve-weeks": "At most 44 h of work a week on average over 12 weeks",
    "working-days": "At most 6 days of work a week",
    "running-days": "At most 6 days of work running",
    sundays: "At most 20 Sundays in a reference period",
    break: "A break of 20 min in a row once work reaches 6 h",
    "meal-break": "A meal break of 1 h within 11:30–14:30 and 18:00–21:00",
    "late-meal": "Work after 01:00: a meal allowance and a paid break of 30 min",
    "minimum-call": "3 h 30 of work in a row each day at least, artists aside",
    amplitude: "At most 13 h from the beginning to the end of a day of work",
    night: "Work at night, 00:00–07:00",
    "night-worker-day": "Night workers: at most 8 h of work a day",
    "night-worker-weeks": "Night workers: at most 40 h of work a week on average over 12 weeks",
    "night-premium":
      "15 % more for work 01:00–06:00, at open-air festivals 02:00–07:00, artists aside",
    notice: "Paid monthly: the schedule is known 3 weeks ahead, in CDII 4 weeks",
    "change-notice": "Paid monthly: a change of hours or place is known 7 days ahead",
    "late-change":
      "Paid monthly: no change within 72 h, 3 working days in part-time, unless nobody could foresee it",
    "artist-notice":
      "Actors know the week on the Friday before, musicians and singers 72 h ahead, circus artists 7 days",
    "rehearsal-length": "Actors: a service of rehearsal of at most 4 h",
    "rehearsal-services":
      "Actors: 2 services of rehearsal a day, 3 in the 10 working days before a creation",
    "artist-day": "Dancers: 8 h of work a day; musicians: 7 h of music; singers: 6 h of singing",
    "artist-amplitude":
      "Dancers, circus artists: at most 10 h from the beginning to the end of a day",
    "service-length":
      "A service of rehearsal: dancers 3 h at most; musicians and singers from 2 h to 4 h; circus artists 4 h at most",
    "artist-services":
      "Dancers, circus artists: 2 services of rehearsal a day, 3 before a first night",
    "shows-a-day": "Actors, singers, circus artists: 2 shows a day, 3 if they are short",
    "show-rest":
      "Actors, circus artists: 2 h 30 free before the show; actors 1 h 30 if preparation is collective",
    "travel-rest": "Actors: rest between travel and work, from 30 min to 4 h",
    "minor-day": "Under 18: at most 8 h of work a day",
    "minor-week": "Under 18: at most 35 h of work a week",
    "minor-break": "Under 18: a break of 30 min in a row after 4 h 30 of work",
    "minor-rest": "Under 18: 12 h of rest in a row; under 16: 14 h",
    "minor-amplitude":
      "Under 18: at most 12 h from the beginning to the end of a day; under 16: 10 h",
    "minor-weekly-rest": "Under 18: 2 days off in a row each week",
    "minor-night": "Under 18: no work 22:00–06:00; under 16: none 20:00–06:00",
    "young-stage": "Under 16: an individual authorisation beforehand",
  },
  whom: {
    everybody: "Everybody",
    under: (age) => `Everybody under ${age}`,
    occupations: {
      technician: "technicians",
      front_of_house: "front of house",
      security: "security",
      dramatic_artist: "dramatic artists",
      musician: "musicians",
      dancer: "dancers",
      singer: "singers",
      circus_artist: "circus artists",
      other: "other occupations",
    },
    employments: {
      cddu: "by usage contracts",
      monthly: "paid monthly",
      cdii: "with a CDII",
      part_time: "part-time",
      forfait_jours: "in forfait jours",
      cadre_dirigeant: "as cadre dirigeant",
      volunteer: "as a volunteer",
      trainee: "as a trainee",
    },
    only: (people, employments) => `${people}, only ${employments}`,
    except: (people, employments) => `${people}, not ${employments}`,
  },
  standings: { bound: "binds", told: "told only", free: "does not apply" },
  findings: {
    "daily-rest": (params) =>
      params.variant === "short" ? shortRest(params) : reducibleRest(params),
    "weekly-rest": ({ rest, required }) =>
      `${duration(rest)} of weekly rest; ${duration(required)} required`,
    day: (params) => `${worked(params, "in a day")}; ${duration(params.allowed)} allowed`,
    week: (params) => `${worked(params, "in a week")}; ${duration(params.allowed)} allowed`,
    "twelve-weeks": overAverage,
    "working-days": ({ days, allowed }) =>
      `${counted(days, { one: "day", other: "days" })} of work in a week; ${allowed} allowed`,
    "running-days": ({ days, allowed }) =>
      `${counted(days, { one: "day", other: "days" })} of work running; ${allowed} allowed`,
    sundays: ({ days, allowed }) =>
      `${counted(days, { one: "Sunday", other: "Sundays" })} worked in the reference period; ${allowed} allowed`,
    break: unbroken,
    "meal-break": (params) =>
      `${mealBreak(params)}; ${duration(params.required)} required, or a meal or a meal allowance`,
    "late-meal": ({ worked: late, from, pause }) =>
      `${duration(late)} of work after ${timeOfDay(from)}; a meal allowance and a paid break of ${duration(pause)} are due`,
    "minimum-call": ({ length, required }) =>
      `A call of ${duration(length)}; ${duration(required)} at least`,
    amplitude: dayOfWork,
    night: (params) => `${duration(params.worked)} of work at night, which is ${hours(params)}`,
    "night-worker-day": (params) =>
      `${worked(params, "in a day")}; ${duration(params.allowed)} allowed for night workers`,
    "night-worker-weeks": (params) => `${overAverage(params)} for night workers`,
    "night-premium": (params) =>
      `${duration(params.worked)} of work in ${hours(params)}, for which ${params.percent} % more is due`,
    notice: (params) => noticeText("Published", params),
    "change-notice": ({ percent, ...params }) =>
      `${noticeText("Changed", params)}${percent > 0 ? `, or ${percent} % more is due` : ""}`,
    "late-change": (params) => `${lateChange(params)}, unless it could not be foreseen`,
    "artist-notice": (params) =>
      params.variant === "friday"
        ? `Published ${inDays(params.by)} after the Friday evening before, when it was due`
        : noticeText("Published", params),
    "rehearsal-length": ({ length, allowed }) =>
      `A service of rehearsal of ${duration(length)}; ${duration(allowed)} allowed`,
    "rehearsal-services": rehearsals,
    "artist-day": (params) =>
      `${duration(params.worked)} of ${params.of} in a day; ${duration(params.allowed)} allowed`,
    "artist-amplitude": (params) => `${longDay(params)}${ifBound(params)}`,
    "service-length": (params) => {
      const { length, allowed } = params;
      const bound = length < allowed ? "at least" : "allowed";
      return `A service of rehearsal of ${duration(length)}; ${duration(allowed)} ${bound}${ifBound(params)}`;
    },
    "artist-services": (params) => `${rehearsals(params)}${ifBound(params)}`,
    "shows-a-day": (params) => {
      const shows = counted(params.shows, { one: "show", other: "shows" });
      return `${shows} in a day; ${params.allowed} allowed${ifBound(params)}`;
    },
    "show-rest": (params) => {
      const { free, required, collective } = params;
      const eased =
        collective === undefined ? "" : `, ${duration(collective)} if preparation is collective`;
      return `${duration(free)} free before the show; ${duration(required)} required${eased}${ifBound(params)}`;
    },
    "travel-rest": ({ rest, travelled, required }) =>
      `${duration(rest)} of rest after ${duration(travelled)} of travel; ${duration(required)} required`,
    "minor-day": (params) =>
      `${worked(params, `in a day, under ${params.under}`)}; ${duration(params.allowed)} allowed`,
    "minor-week": (params) =>
      `${worked(params, `in a week, under ${params.under}`)}; ${duration(params.allowed)} allowed`,
    "minor-break": unbroken,
    "minor-rest": ({ rest, required, under }) =>
      `${duration(rest)} of rest; ${duration(required)} required, under ${under}`,
    "minor-amplitude": ({ under, ...params }) => `${longDay(params)}, under ${under}`,
    "minor-weekly-rest": ({ days, required, under }) =>
      `${counted(days, { one: "day", other: "days" })} off in a row, under ${under}; ${required} required`,
    "minor-night": (params) =>
      `${duration(params.worked)} of work in ${hours(params)}, under ${params.under}; none allowed`,
    "young-stage": ({ age, required }) =>
      `${counted(age, { one: "year", other: "years" })} old, without authorisation; ${required} required`,
  },
  units: {
    minutes: duration,
    days: (count) => counted(count, { one: "day", other: "days" }),
    services: (count) => counted(count, { one: "service", other: "services" }),
  },
  margins: {
    missing: (amount) => `${amount} missing`,
    over: (amount) => `${amount} too much`,
  },
  faults: {
    "unknown-rule": ({ rule, rules }) => `There is no rule ${rule}; there are ${rules.join(", ")}`,
    "unknown-figure": ({ rule, figure, figures }) =>
      `${rule} has no figure ${figure}; it has ${figures.join(", ")}`,
    "unknown-level": ({ rule, level, levels }) =>
      `${rule}: level is one of ${levels.join(", ")}, not ${level}`,
    "on-not-boolean": ({ rule }) => `${rule}: on is true or false`,
    "public-order-off": ({ rule, article }) =>
      `${rule}: cannot be off: it is of public order (${article})`,
    "public-order-level": ({ rule, level, least, article }) =>
      `${rule}: level is at least ${least}, not ${level}: it is of public order (${article})`,
    "out-of-bounds": (params) => {
      const { rule, figure, min, max, value } = params;
      const range = `${figure} is a whole number from ${min} to ${max}, not ${value}`;
      return `${rule}: ${range}: ${boundsReason(params, en, amounts)}`;
    },
    "decision-out-of-bounds": ({ number, value, min, max, article }) =>
      `decision ${number}: maximum is from ${duration(min)} to ${duration(max)} a week, not ${duration(value)} (${article})`,
    "reduced-over-minimum": ({ rule }) => `${rule}: reduced is at most minimum`,
    "short-night": ({ rule, least, article }) =>
      `${rule}: a night is at least ${duration(least)} in a row (${article})`,
    "night-without-core": ({ rule, article, ...core }) =>
      `${rule}: a night holds ${hours(core)} (${article})`,
  },
  publicOrder: ({ article }) => `public order: neither off, nor below its level (${article})`,
  bounds: (range) => boundsReason(range, en, amounts),
  legalBounds: {
    "agreement-floor": ({ least, article }) => `no agreement goes below ${least} (${article})`,
    "agreement-ceiling": ({ most, article }) => `no agreement goes over ${most} (${article})`,
    "authority-ceiling": ({ most, article }) =>
      `only a decision of the authority goes over ${most} (${article})`,
    "no-later": ({ most, article }) => `${most} at the latest (${article})`,
    "no-earlier": ({ least, article }) => `${least} at the earliest (${article})`,
    "legal-floor": ({ least, article }) => `${least} at least (${article})`,
    "legal-ceiling": ({ most, article }) => `${most} at most (${article})`,
  },
  saneBounds: {
    duration: () => "a duration is from 0 minutes to a year",
    notice: () => "notice is from 0 minutes to a year",
    "time-of-day": () => "a time is in minutes after midnight",
    call: ({ max }) => `a call is at most ${duration(max)}`,
    service: ({ max }) => `a service is at most ${duration(max)}`,
    "civil-day": ({ max }) => `a day has ${duration(max)}`,
    weeks: ({ max }) => `the law says ${max} weeks`,
    days: ({ min, max }) => `days are from ${min} to ${max}`,
    "running-days": ({ max }) => `two weeks hold no more than ${max}`,
    sundays: ({ max }) => `a year has at most ${max} Sundays`,
    services: ({ min, max }) => `services are from ${min} to ${max}`,
    month: ({ min, max }) => `a month is from ${min} to ${max}`,
  },
};
