import type { ProfileFault } from "@coulisses/labour";
import type { Coded } from "../catalogue.ts";

/** A value that a schema allows: `"fr"`, `8`. */
type Primitive = string | number | boolean | null;

/** Issues that zod finds. The values of `type`, `of` and `format` are zod's names. */
interface SchemaIssueParams {
  input_required: undefined;
  body_required: undefined;
  required: undefined;
  must_be_absent: undefined;
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
  unknown_form: undefined;
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
  siret: undefined;
  email: undefined;
  trusted_place: undefined;
}

/** Fields have their names on the wire. */
interface TimeIssueParams {
  date: undefined;
  date_time: undefined;
  instant: undefined;
  /** The `+` of an offset, which URLs read as a space. */
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
  /** Of a copy of a mission; `at`: its start, or how many days later it is. */
  copy: { title: string; at: string | number; issue: CodedIssue };
}

/** How to ask for less. */
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
  engagements_or_missions_required: undefined;
}

/** The params of each issue. */
export interface IssueParams
  extends SchemaIssueParams, TextIssueParams, TimeIssueParams, SizeIssueParams {
  artist_twice: { id: string };
  listed_twice: undefined;
  listed_already: undefined;
  unknown_skill: undefined;
  skill_never_expires: undefined;
  part_time_differs: undefined;
  contract_of_part_time: undefined;
  other_venue: undefined;
  artist_and_role_differ: undefined;
  artist_without_role_artist: undefined;
  role_artist_without_artist: undefined;
  one_key: undefined;
  key_for_each: { calls: number };
  key_spelling: undefined;
  /** A working-time rule that no agreement may set this way. */
  agreement: { fault: ProfileFault };
}

/** An issue as data: which one, and its params. */
export type CodedIssue = Coded<"issue", IssueParams>;
