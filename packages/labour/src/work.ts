/** An instant: a `Temporal.Instant`, or anything else that says its milliseconds since 1970. */
export interface InstantLike {
  readonly epochMilliseconds: number;
}

/** A date: a `Temporal.PlainDate`, or its text, `2026-10-24`. */
export type DateLike = Temporal.PlainDate | string;

/** A stretch of time, from an instant up to another that is not part of it: `[starts_at, ends_at)`. */
export interface Period {
  starts_at: InstantLike;
  ends_at: InstantLike;
}

/** What a call is for: set-up, sound or light check, rehearsal, performance, strike, anything else. */
export type Kind = "montage" | "balance" | "repetition" | "representation" | "demontage" | "autre";

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
   * Work for others is `outside`. The limits are the person's, so it counts (L8261-1); what an
   * employer alone answers for, such as notice, is only asked of its own work.
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
  /** When the person was told of this call. */
  published_at?: InstantLike | undefined;
  /** When the person was told of its last change. */
  changed_at?: InstantLike | undefined;
  /** How many cachets pay it. A cachet is no measure of time: only `counters` reads it. */
  cachets?: number | undefined;
}

/** What someone is engaged as. */
export type Occupation =
  | "technician"
  | "front_of_house"
  | "security"
  | "dramatic_artist"
  | "musician"
  | "dancer"
  | "other";

/** Whom the rules protect. Without a `birth_date` they are taken for an adult. */
export interface Person {
  occupation: Occupation;
  birth_date?: DateLike | undefined;
  part_time?: boolean | undefined;
  /** A minor under 16 has the individual authorisation of L7124-1. */
  stage_authorisation?: boolean | undefined;
  /** The annexe of unemployment insurance, for `counters`: else 10 for artists, 8 for all others. */
  annexe?: 8 | 10 | undefined;
}

/** How much a finding weighs: it should stop the planner, warn, or merely be known. */
export type Level = "block" | "warn" | "info";

/** What `measured` and `allowed` count. */
export type Unit = "minutes" | "days" | "services" | "years";

const artists: ReadonlySet<Occupation> = new Set(["dramatic_artist", "musician", "dancer"]);

/** Whether someone is engaged as an artist. */
export function isArtist({ occupation }: Person): boolean {
  return artists.has(occupation);
}
