/** Rest, in minutes. */
interface Rest {
  rest: number;
  required: number;
}

interface ShortRest extends Rest {
  variant: "short";
}

/** Rest that may be reduced to `reduced` minutes if the `missing` ones are given back. */
interface ReducibleRest extends Rest {
  variant: "reducible";
  reduced: number;
  missing: number;
}

/** Working time of a day or a week, in minutes. */
interface Worked {
  worked: number;
  /** How much of it is for other employers; 0 if none. */
  outside: number;
  allowed: number;
}

interface LongDay {
  variant: "long";
  amplitude: number;
  allowed: number;
}

/** A day without any pause, after which `rest` minutes are due. */
interface UnbrokenDay {
  variant: "unbroken";
  amplitude: number;
  allowed: number;
  rest: number;
}

/** A day that may last `extended` minutes if the `missing` ones of rest are given back. */
interface ExtendableDay {
  variant: "extendable";
  amplitude: number;
  allowed: number;
  extended: number;
  missing: number;
}

/** Work without a break, in minutes. */
interface Unbroken {
  worked: number;
  /** How long the break must be. */
  pause: number;
  /** The working time after which the break is due. */
  after: number;
}

/** The longest break, in minutes, within the hours of a meal: `from` and `to` are minutes after midnight. */
interface MealBreak {
  pause: number;
  required: number;
  from: number;
  to: number;
}

/** Work within some hours of the night: `from` and `to` are minutes after midnight. */
interface AtNight {
  worked: number;
  from: number;
  to: number;
}

/** By how many minutes a person was told ahead of a call, or only after it began. */
interface Notice {
  variant: "ahead" | "after";
  by: number;
  required: number;
}

/** The same, where so many working days are required. */
interface NoticeInDays {
  variant: "working-days";
  by: number;
  days: number;
}

/** By how many minutes the Friday evening before was missed. */
interface AfterFriday {
  variant: "friday";
  by: number;
}

interface Days {
  days: number;
  allowed: number;
}

/** Title XVII of the CCNEAC, on circus artists, is in force but not extended to all employers. */
export interface NotExtended {
  not_extended?: true;
}

/** A rule for minors, or for those under 16: the age that it ends with. */
interface Young {
  under: number;
}

/**
 * What the sentence of a finding needs, by rule: durations in minutes, counts, and ages. A rule that
 * has several sentences names them in `variant`.
 */
export interface ParamsOf {
  "daily-rest": ShortRest | ReducibleRest;
  "weekly-rest": Rest;
  day: Worked;
  week: Worked;
  /** `average` is of a week. */
  "twelve-weeks": { average: number; weeks: number; allowed: number };
  "working-days": Days;
  "running-days": Days;
  sundays: Days;
  break: Unbroken;
  "meal-break": MealBreak;
  /** `from` is in minutes after midnight. */
  "late-meal": { worked: number; from: number; pause: number };
  "minimum-call": { length: number; required: number };
  amplitude: LongDay | UnbrokenDay | ExtendableDay;
  night: AtNight;
  "night-worker-day": Worked;
  /** `average` is of a week. */
  "night-worker-weeks": { average: number; weeks: number; allowed: number };
  "night-premium": AtNight & { percent: number };
  notice: Notice;
  /** `percent` more is due; 0 if nothing is. */
  "change-notice": Notice & { percent: number };
  "late-change": Notice | NoticeInDays;
  "artist-notice": Notice | AfterFriday;
  "rehearsal-length": { length: number; allowed: number };
  "rehearsal-services": { services: number; allowed: number };
  /** `of` is what the day is full of: a dancer's work, a musician's music, a singer's singing. */
  "artist-day": { worked: number; allowed: number; of: "work" | "music" | "singing" };
  "artist-amplitude": { amplitude: number; allowed: number } & NotExtended;
  /** `allowed` is the least of a service that is shorter, the most of one that is longer. */
  "service-length": { length: number; allowed: number } & NotExtended;
  "artist-services": { services: number; allowed: number } & NotExtended;
  "shows-a-day": { shows: number; allowed: number } & NotExtended;
  /** Time without work before a show; `collective` is enough for some if preparation is collective. */
  "show-rest": { free: number; required: number; collective?: number } & NotExtended;
  "travel-rest": Rest & { travelled: number };
  "minor-day": Worked & Young;
  "minor-week": Worked & Young;
  "minor-break": Unbroken;
  "minor-rest": Rest & Young;
  "minor-amplitude": { amplitude: number; allowed: number } & Young;
  "minor-weekly-rest": { days: number; required: number } & Young;
  "minor-night": AtNight & Young;
  /** In years. */
  "young-stage": { age: number; required: number };
}

/** The name of a rule, as in profiles and findings. */
export type RuleId = keyof ParamsOf;
