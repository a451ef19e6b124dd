/** An instant: a `Temporal.Instant`, or any object with its milliseconds since 1970. */
export interface InstantLike {
  readonly epochMilliseconds: number;
}

/** A date: a `Temporal.PlainDate`, or its text, `2026-10-24`. */
export type DateLike = Temporal.PlainDate | string;

/** A half-open period: `[starts_at, ends_at)`. */
export interface Period {
  starts_at: InstantLike;
  ends_at: InstantLike;
}

/** What a call is for: set-up, sound or light check, rehearsal, performance, strike, anything else. */
export type Kind = "montage" | "balance" | "repetition" | "representation" | "demontage" | "autre";

/**
 * What a work is to unemployment insurance: work of an annexe, work of the general scheme (as at a bar), teaching or
 * training, or an absence that counts 5 h a day: long illness, maternity, accident at work.
 */
export type Category =
  | "work"
  | "general"
  | "teaching"
  | "training"
  | "illness"
  | "maternity"
  | "accident";

/**
 * One call of a person: from when they are expected to when they may go.
 *
 * @example
 * const work: Work = {
 *   id: "load-in",
 *   starts_at: Temporal.Instant.from("2026-10-24T22:00:00+02:00"),
 *   ends_at: Temporal.Instant.from("2026-10-25T06:00:00+01:00"),
 *   time_zone: "Europe/Paris",
 *   kind: "montage",
 *   employer: "own",
 * };
 */
export interface Work extends Period {
  id: string;
  /** The IANA zone in which civil days, nights and Sundays of this work are read. */
  time_zone: string;
  kind: Kind;
  /** Pauses within the call, which are no working time. They are no daily rest either. */
  breaks?: readonly Period[] | undefined;
  /**
   * Work for others is `outside`. The limits apply to the person, so it counts (L8261-1). Duties of the
   * employer, such as notice, apply to its own work only.
   */
  employer: "own" | "outside";
  /** Travel to or from this work. It is no working time, but part of an actor's amplitude. */
  travel?: readonly Period[] | undefined;
  /** The call is part of a tour. */
  tour?: boolean | undefined;
  /** The call is part of a festival. */
  festival?: boolean | undefined;
  /** The festival takes place in the open air, in summer. */
  open_air?: boolean | undefined;
  /** The first performance of the production. */
  first_performance_on?: DateLike | undefined;
  /** When the person was first told of this call. */
  published_at?: InstantLike | undefined;
  /** When the person was told of its last change. */
  changed_at?: InstantLike | undefined;
  /** How many cachets pay it. A cachet is no measure of time: only `counters` reads it. */
  cachets?: number | undefined;
  /** The annexe of unemployment insurance under which it is declared; by default the person's. */
  annexe?: 8 | 10 | undefined;
  /** Only for `counters`, but for absences: these are no work, and no rule sees them. By default `work`. */
  category?: Category | undefined;
  /** Tells other employers apart, for `counters`: a number or a name, the same for the same employer. */
  employer_key?: string | undefined;
}

/** The occupation of a person. */
export type Occupation =
  | "technician"
  | "front_of_house"
  | "security"
  | "dramatic_artist"
  | "musician"
  | "dancer"
  | "singer"
  | "circus_artist"
  | "other";

/**
 * How a person is employed: by usage contracts (CDD d'usage), paid monthly (CDI, or CDD of a month or more),
 * intermittent (CDII), part-time, by a number of days (forfait en jours), as a senior executive, or not as an
 * employee at all.
 */
export type Employment =
  | "cddu"
  | "monthly"
  | "cdii"
  | "part_time"
  | "forfait_jours"
  | "cadre_dirigeant"
  | "volunteer"
  | "trainee";

/** The person whose work is checked: an adult if there is no `birth_date`. */
export interface Person {
  occupation: Occupation;
  birth_date?: DateLike | undefined;
  /** By default `cddu`. */
  employment?: Employment | undefined;
  /** A minor under 16 has the individual authorisation of L7124-1. */
  stage_authorisation?: boolean | undefined;
  /**
   * The annexe of unemployment insurance, for works without their own; by default 10 for artists, none for
   * front-of-house staff, 8 for others.
   */
  annexe?: 8 | 10 | undefined;
}

/** The level of a finding: it should stop the planner, warn them, or inform them. */
export type Level = "block" | "warn" | "info";

/** What `measured` and `allowed` count. */
export type Unit = "minutes" | "days" | "services" | "years";

const artists: ReadonlySet<Occupation> = new Set([
  "dramatic_artist",
  "musician",
  "dancer",
  "singer",
  "circus_artist",
]);

const absences: ReadonlySet<Category | undefined> = new Set(["illness", "maternity", "accident"]);

/** Whether it is an absence, which is no work. */
export function isAbsence({ category }: Work): boolean {
  return absences.has(category);
}

/** Whether the person works as an artist. */
export function isArtist({ occupation }: Person): boolean {
  return artists.has(occupation);
}
