import type { ProfileFault } from "@coulisses/labour";
import type { Coded } from "../catalogue.ts";

/** A value that a schema names: `"fr"`, `8`. */
type Primitive = string | number | boolean | null;

/** What schemas find by themselves. Types, formats and what has a bound have zod's names. */
interface SchemaIssueParams {
  input_required: undefined;
  body_required: undefined;
  required: undefined;
  left_out: undefined;
  json_object: undefined;
  type: { type: string };
  one_of: { values: readonly Primitive[] };
  empty: undefined;
  bound: {
    of: string;
    is: "at_least" | "more_than" | "at_most" | "less_than" | "exactly";
    limit: number;
  };
  multiple_of: { divisor: number };
  format: { format: string };
  unknown_keys: { keys: readonly string[] };
  form: undefined;
}

interface TextIssueParams {
  uuid: undefined;
  text_length: { least: number; most: number };
  unicode: undefined;
  time_zone: undefined;
  cursor: undefined;
  colour: undefined;
  skill_code: undefined;
  rome_code: undefined;
  email: undefined;
  trusted_place: undefined;
}

/** Names of fields are those of the wire. */
interface TimeIssueParams {
  date: undefined;
  date_time: undefined;
  instant: undefined;
  /** A `+` that an address has turned into a space. */
  instant_without_plus: undefined;
  years: undefined;
  years_in: { zone: string };
  years_in_and_utc: { zone: string };
  year_from: { year: number };
  skipped: { zone: string };
  repeated: { zone: string; offsets: readonly [string, string] };
  after: { field: string };
  not_before: { field: string };
  within_days: { days: number; field: string };
  availability_end: undefined;
  in_future: undefined;
  within_mission: undefined;
  overlap: undefined;
  within_minutes: { minutes: number };
  /** A copy of a mission, at a time or so many days later. */
  copy: { title: string; at: string | number; issue: CodedIssue };
}

/** What would be smaller. */
export type Narrower =
  | "less_time"
  | "less_time_or_filters"
  | "fewer_artists"
  | "fewer_engagements"
  | "fewer_at_a_time"
  | "fewer_changes"
  | "years";

interface SizeIssueParams {
  too_many_values: { most: number };
  too_large: { bytes: number; narrower: Narrower };
  too_many_concerned: { of: "jobs" | "jobs_of_one"; most: number };
  too_much_shown: { shown: number; engaged: number };
  too_many_copies: { most: number };
  too_many_moved: { most: number };
  too_many_availabilities: { id: string; most: number };
  nothing_asked: undefined;
}

/** What an issue needs, by name. */
export interface IssueParams
  extends SchemaIssueParams, TextIssueParams, TimeIssueParams, SizeIssueParams {
  artist_twice: { id: string };
  there_twice: undefined;
  there_already: undefined;
  unknown_skill: undefined;
  skill_without_end: undefined;
  other_venue: undefined;
  artist_of_key: undefined;
  artist_of_other_role: undefined;
  artist_of_role: undefined;
  one_key: undefined;
  key_for_each: { calls: number };
  key_spelling: undefined;
  /** What no agreement can say of working time. */
  agreement: { fault: ProfileFault };
}

/** What is wrong with a part of an input. */
export type CodedIssue = Coded<"issue", IssueParams>;
