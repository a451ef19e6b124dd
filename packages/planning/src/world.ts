import type {
  Employment,
  Occupation,
  RuleId,
  RuleSetting,
  WeekDecision,
  Work,
} from "@coulisses/labour";
import type { Span } from "./time.ts";

/**
 * Everything that decides about some engagements, as plain data that can be sent as JSON to a browser or
 * a worker. Times are milliseconds since 1970. It is immutable: `assumeConfirmed`, `assumeEnded` and
 * `moveMissions` return another world.
 */
export interface World {
  /** By the id of the position. */
  readonly positions: Readonly<Record<string, Position>>;
  /** By id. */
  readonly candidates: Readonly<Record<string, Candidate>>;
  /** By artist: live options and confirmed engagements, around the times in question. */
  readonly engaged: Readonly<Record<string, readonly Engaged[]>>;
  /** By artist: confirmed work, as far before and after as working-time rules look. */
  readonly rosters: Readonly<Record<string, Roster>>;
  readonly labour: LabourSettings;
  /** Minutes by the ids of two venues, `FROM TO`; without an entry, those of the way back. */
  readonly travel: Readonly<Record<string, number>>;
  /** The organisation's zone, in which availabilities are read. */
  readonly time_zone: string;
  /** When people would be told of what is decided now: these functions have no clock. */
  readonly now: number;
}

/** The profile of working-time rules. */
export type Convention = "code-du-travail" | "ccneac";

/** Which working-time rules an organisation's plans are held against. */
export interface LabourSettings {
  readonly convention: Convention;
  /** What the organisation's agreement sets, by rule. */
  readonly rules: Readonly<Partial<Record<RuleId, AgreedRule>>>;
  /** Decisions of the authority that lift the week of 48 h. Dates are `YYYY-MM-DD`. */
  readonly decisions?:
    | readonly (WeekDecision & Record<"decided_on" | "from" | "until", string>)[]
    | undefined;
}

/** What an agreement sets of a rule; the rest is the profile's. */
export type AgreedRule = {
  readonly [Key in keyof RuleSetting]?: RuleSetting[Key] | undefined;
};

/** How a production is played; some rules depend on it. */
export type Setting = "house" | "tour" | "festival" | "open_air_festival";

/** Where and when somebody works. */
interface WhereAndWhen extends Span {
  mission_id: string;
  venue_id: string;
  /** Its name. */
  venue: string;
}

/** What rules need to know of a mission, and its title. */
export interface MissionFacts extends WhereAndWhen {
  title: string;
  kind: Work["kind"];
  time_zone: string;
  breaks: readonly Span[];
  setting: Setting | null;
  /** `YYYY-MM-DD` */
  first_performance_on: string | null;
}

/** A position (poste), with the facts of its mission and venue. */
export interface Position extends MissionFacts {
  id: string;
  /** The production's convention; null means the organisation's. */
  convention: Convention | null;
  skill: string | null;
  min_level: number | null;
  count: number;
  taken: number;
  /** Whether people can be engaged: not in a template, nor in a cancelled mission. */
  is_open: boolean;
}

/** Somebody who could take a position. */
export interface Candidate {
  id: string;
  name: string;
  skills: readonly { code: string; level: number; expires_on: string | null }[];
  /** Around the time in question, in wall-clock time of the organisation's zone. */
  availabilities: readonly { start: string; end: string }[];
  /** The slots of plannings around the time in question, by start, each once. */
  planned: readonly Span[];
}

/** A live engagement, with its place and time. */
export interface Engaged extends WhereAndWhen {
  id: string;
  artist_id: string;
  status: "option" | "confirmed";
  title: string;
}

/** Somebody's confirmed work on a mission of ours. */
export interface Call extends MissionFacts {
  /** The id of the engagement. */
  id: string;
  /** When they were first told of it, and when of the last change of its hours or place. */
  published_at: number | null;
  changed_at: number | null;
  cachets: number | null;
}

/** Work for another employer. */
export interface OutsideWork extends Span {
  /** Null where another organisation has it on file. */
  id: string | null;
  /** Null where all of it was worked; 0 for an absence. */
  worked_minutes: number | null;
}

/** What rules need to know of a person. Dates are `YYYY-MM-DD`. */
export interface Person {
  readonly occupation: Occupation;
  readonly birth_date?: string | undefined;
  readonly employment: Employment;
  readonly stage_authorisation: boolean;
  readonly annexe?: 8 | 10 | undefined;
}

/** A person and their confirmed work. */
export interface Roster {
  readonly person: Person;
  readonly calls: readonly Call[];
  readonly outside: readonly OutsideWork[];
}

/** The question whether a candidate can take a position. */
export interface Question {
  position: Position;
  candidate: Candidate;
  /** The engagement in question, if it exists already: it does not conflict with itself. */
  engagement_id?: string | undefined;
}

export interface QuestionIds {
  position_id: string;
  artist_id: string;
  engagement_id?: string | undefined;
}

/** @returns undefined if the world does not know the position or the artist */
export function questionOf(
  { position_id, artist_id, engagement_id }: QuestionIds,
  { positions, candidates }: World,
): Question | undefined {
  const position = positions[position_id];
  const candidate = candidates[artist_id];
  return position && candidate && { position, candidate, engagement_id };
}
