import { counting, refusalOf } from "@coulisses/labour";
import type { Texts } from "../catalogue.ts";
import type { IssueParams, Narrower } from "./issues.ts";
import { type Bound, bytesIn, type Forms, quoted, sentenceOfIssue } from "./words.ts";

const counted = counting("en");

const types: Record<string, string> = {
  array: "an array",
  boolean: "a boolean",
  int: "an integer",
  number: "a number",
  object: "an object",
  record: "an object",
  string: "a string",
};

const formats: Record<string, string> = {
  date: "a date, YYYY-MM-DD",
  email: "an e-mail address",
  url: "a URL",
  uuid: "a UUID",
};

const units: Record<string, Forms> = {
  array: { one: "item", other: "items" },
  string: { one: "character", other: "characters" },
};

const bounds: Record<Bound["is"], string> = {
  at_least: "at least",
  more_than: "more than",
  at_most: "at most",
  less_than: "less than",
  exactly: "exactly",
};

const narrowers: Record<Narrower, string> = {
  less_time: "ask for less time",
  less_time_or_filters: "ask for less time, or filter by venue, project, skill, artist or status",
  fewer_artists: "ask for fewer artists",
  fewer_engagements: "ask for fewer engagements or missions",
  fewer_at_a_time: "ask for fewer people, missions or engagements at a time",
  fewer_changes: "change fewer things at a time",
  years: "ask year by year, with from and to",
};

const concerned = { jobs: "jobs", jobs_of_one: "jobs of one person" };

export const english: Texts<IssueParams> = {
  input_required: () => "An input is required: a JSON object",
  body_required: () => "A JSON body is required",
  required: () => "Is required",
  must_be_absent: () => "Must be left out",
  json_object: () => "Must be a JSON object",
  type: ({ type }) => `Must be ${types[type] ?? type}`,
  one_of: ({ values }) =>
    `Must be ${values.length > 1 ? "one of " : ""}${values.map(quoted).join(", ")}`,
  empty: () => "Must not be empty",
  bound: ({ of, is, limit }) => {
    const unit = units[of];
    return unit === undefined
      ? `Must be ${bounds[is]} ${limit}`
      : `Must have ${bounds[is]} ${counted(limit, unit)}`;
  },
  multiple_of: ({ divisor }) => `Must be a multiple of ${divisor}`,
  format: ({ format }) =>
    `Must be ${formats[format] ?? "in the format that the documentation names"}`,
  unknown_keys: ({ keys }) =>
    `Unrecognized key${keys.length > 1 ? "s" : ""}: ${keys.map(quoted).join(", ")}`,
  unknown_form: () => "Must be in one of the forms that the documentation names",

  uuid: () => "Must be a UUID",
  text_length: ({ least, most }) => `Must have ${least} to ${most} characters`,
  unicode: () => "Must be well-formed Unicode without NUL characters",
  time_zone: () => "must be the IANA name of a time zone, such as Europe/Paris",
  cursor: () => "Must be the cursor that came with the page before",
  colour: () => "Must be a colour such as #c2410c",
  skill_code: () => "Must be lower-case letters, digits and hyphens, 64 at most",
  rome_code: () => "Must be a code of the ROME such as L1508",
  siret: () => "Must be a SIRET of 14 digits, without spaces",
  email: () => "Must be an email address",
  trusted_place: () => "Must be a path, or start with an origin that this server trusts",

  date: () => "Must be a date that exists, YYYY-MM-DD, from year 1 on",
  date_time: () =>
    "Must be a date and time that exists, from year 1 on, to the microsecond, such as 2027-07-14T09:00:00",
  instant: () => "Must be an instant, such as 2027-07-14T09:00:00Z",
  instant_without_plus: () =>
    "Must be an instant, such as 2027-07-14T09:00:00Z; in an address + stands for a space: write %2B",
  years: () => "Must be in the years 1 to 9999",
  years_in: ({ zone }) => `Must be in the years 1 to 9999 in ${zone}`,
  years_in_and_utc: ({ zone }) => `Must be in the years 1 to 9999, in ${zone} and in UTC`,
  year_from: ({ year }) => `Must be from year ${year} on`,
  skipped: ({ zone }) => `Does not exist in ${zone}: the clock change skips it`,
  repeated: ({ zone, offsets: [first, second] }) =>
    `Happens twice in ${zone}, at the clock change: say which with an offset, ${first} or ${second}`,
  after: ({ field }) => `Must be after ${field}`,
  not_before: ({ field }) => `Must not be before ${field}`,
  within_days: ({ days, field }) => `Must be at most ${days} days after ${field}`,
  availability_end: () => "Availability end must be after start",
  in_future: () => "Must be in the future",
  within_mission: () => "Must be within the mission",
  overlap: () => "Must not overlap each other",
  within_minutes: ({ minutes }) => `Must be at most the ${minutes} minutes that it lasts`,
  copy: ({ title, at, issue }) => {
    const when = typeof at === "number" ? `${at} days later` : at;
    return `${title}, ${when}: ${sentenceOfIssue(issue, english)}`;
  },

  too_many_values: ({ most }) => `Has more than ${most} values`,
  too_large: ({ bytes, narrower }) =>
    `Would take more than ${bytesIn(bytes, { mebi: "MiB", kibi: "KiB", byte: "bytes" })}: ${narrowers[narrower]}`,
  too_many_concerned: ({ of, most }) =>
    `Concerns more than ${most} ${concerned[of]}: ask for less at a time`,
  too_much_shown: ({ shown, engaged }) =>
    `Shows more than ${shown} missions or people, or ${engaged} engagements: ${narrowers.less_time_or_filters}`,
  too_many_copies: ({ most }) => `Makes more than ${most} missions`,
  too_many_moved: ({ most }) => `Moves more than ${most} people`,
  too_many_availabilities: ({ id, most }) =>
    `Artist ${id} would have more than ${most} availabilities`,
  engagements_or_missions_required: () => "Must ask for engagements or missions",

  artist_twice: ({ id }) => `Artist ${id} appears twice`,
  listed_twice: () => "Is there twice",
  listed_already: () => "Is there already",
  unknown_skill: () => "Is no skill of the organisation",
  skill_never_expires: () => "Is for skills that expire",
  part_time_differs: () => "Must say the same as employment",
  contract_of_part_time: () => "Is for part-timers only",
  other_venue: () => "Must be another venue",
  artist_and_role_differ: () => "Must be given for the role artist, and for no other",
  artist_without_role_artist: () => "Only the role artist is that of an artist.",
  role_artist_without_artist: () => "The role artist is that of one artist.",
  one_key: () => "Must be one key, without a comma",
  key_for_each: ({ calls }) =>
    `Must be ${counted(calls, { one: "key", other: "keys" })}, one for each call, separated by commas`,
  key_spelling: () => "A key must have 1 to 255 visible ASCII characters and no comma",
  agreement: ({ fault }) => refusalOf(fault, "en"),
};
