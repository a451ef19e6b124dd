import type { ParamsOf, Reason, Rule } from "@coulisses/planning";
import type { IssueParams } from "./issues/issues.ts";
import type { MailParams, CodedMail } from "./mails/mails.ts";
import type { PageParams, CodedPage } from "./pages/pages.ts";
import type { ReasonParams } from "./problems/reasons.ts";
import type { CodedSentence } from "./sentence.ts";

const name = "Emma Vasquez";
const where = {
  title: "Balance",
  venue: "Cour du Palais",
  starts_at: "2027-01-02T14:00:00+01:00",
  ends_at: "2027-01-02T17:30:00+01:00",
};
const period = { starts_at: where.starts_at, ends_at: where.ends_at };
const worked = { worked: 660, outside: 60, allowed: 600 };
const days = { days: 7, allowed: 6 };
const atNight = { worked: 90, from: 0, to: 420 };
const told = { variant: "ahead", by: 2880, required: 10_080 } as const;

/** Params of each finding. A missing one does not compile. */
const findings: { [One in Rule]: ParamsOf[One] } = {
  overlap: { name, other: where },
  full: { count: 1, taken: 1 },
  skill: { name, skill: "regie-son", problem: { is: "level", level: 1 } },
  outside: { name, ...period },
  planning: { name, ...period },
  travel: { name, from: "Pont", to: "Salle", gap: 30, needed: 45 },
  availability: { name },
  options: { name, others: [where] },
  "daily-rest": { name, variant: "reducible", rest: 600, required: 660, reduced: 540, missing: 60 },
  "weekly-rest": { name, rest: 1380, required: 2100 },
  day: { name, ...worked },
  week: { name, ...worked },
  "twelve-weeks": { name, average: 2700, weeks: 12, allowed: 2640 },
  "working-days": { name, ...days },
  "running-days": { name, ...days },
  sundays: { name, ...days },
  break: { name, worked: 400, pause: 20, after: 360 },
  "meal-break": { name, pause: 45, required: 60, from: 690, to: 870 },
  "late-meal": { name, worked: 45, from: 60, pause: 30 },
  "minimum-call": { name, length: 120, required: 210 },
  amplitude: { name, variant: "long", amplitude: 800, allowed: 780 },
  night: { name, ...atNight },
  "night-worker-day": { name, ...worked },
  "night-worker-weeks": { name, average: 2460, weeks: 12, allowed: 2400 },
  "night-premium": { name, ...atNight, percent: 15 },
  notice: { name, ...told },
  "change-notice": { name, ...told, percent: 0 },
  "late-change": { name, ...told, variant: "after" },
  "artist-notice": { name, variant: "friday", by: 600 },
  "rehearsal-length": { name, length: 300, allowed: 240 },
  "rehearsal-services": { name, services: 3, allowed: 2 },
  "artist-day": { name, worked: 450, allowed: 420, of: "music" },
  "artist-amplitude": { name, amplitude: 660, allowed: 600, not_extended: true },
  "service-length": { name, length: 90, allowed: 120 },
  "artist-services": { name, services: 3, allowed: 2 },
  "shows-a-day": { name, shows: 3, allowed: 2 },
  "show-rest": { name, free: 45, required: 150, collective: 90 },
  "travel-rest": { name, rest: 20, travelled: 120, required: 30 },
  "minor-day": { name, ...worked, under: 18 },
  "minor-week": { name, ...worked, under: 18 },
  "minor-break": { name, worked: 300, pause: 30, after: 270 },
  "minor-rest": { name, rest: 600, required: 720, under: 18 },
  "minor-amplitude": { name, amplitude: 800, allowed: 720, under: 18 },
  "minor-weekly-rest": { name, days: 1, required: 2, under: 18 },
  "minor-night": { name, ...atNight, under: 16 },
  "young-stage": { name, age: 15, required: 16 },
};

const reasons: { [Code in Reason["code"]]: Extract<Reason, { code: Code }> } = {
  available: { code: "available", params: { is_available: true } },
  warnings: { code: "warnings", params: { count: 2 } },
  skill: { code: "skill", params: { skill: "regie-son", level: 3 } },
  week: { code: "week", params: { minutes: 510 } },
};

const id = "3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90";
const zone = "Europe/Paris";
const none = undefined;

const issues: IssueParams = {
  input_required: none,
  body_required: none,
  required: none,
  must_be_absent: none,
  json_object: none,
  type: { type: "int" },
  one_of: { values: ["fr", 8] },
  empty: none,
  bound: { of: "array", is: "at_least", limit: 1 },
  multiple_of: { divisor: 5 },
  format: { format: "email" },
  unknown_keys: { keys: ["nom", "rôle"] },
  unknown_form: none,
  uuid: none,
  text_length: { least: 1, most: 255 },
  unicode: none,
  time_zone: none,
  cursor: none,
  colour: none,
  skill_code: none,
  rome_code: none,
  siret: none,
  email: none,
  trusted_place: none,
  date: none,
  date_time: none,
  instant: none,
  instant_without_plus: none,
  years: none,
  years_in: { zone },
  years_in_and_utc: { zone },
  year_from: { year: 3 },
  skipped: { zone },
  repeated: { zone, offsets: ["+02:00", "+01:00"] },
  after: { field: "starts_at" },
  not_before: { field: "starts_on" },
  within_days: { days: 62, field: "from" },
  availability_end: none,
  in_future: none,
  within_mission: none,
  overlap: none,
  within_minutes: { minutes: 90 },
  copy: { title: "Balance", at: 7, issue: { issue: "skipped", params: { zone } } },
  too_many_values: { most: 100_000 },
  too_large: { bytes: 2 ** 22, narrower: "less_time_or_filters" },
  too_many_concerned: { of: "jobs_of_one", most: 5000 },
  too_much_shown: { shown: 1000, engaged: 2000 },
  too_many_copies: { most: 200 },
  too_many_moved: { most: 500 },
  too_many_availabilities: { id, most: 1000 },
  engagements_or_missions_required: none,
  artist_twice: { id },
  listed_twice: none,
  listed_already: none,
  unknown_skill: none,
  skill_never_expires: none,
  part_time_differs: none,
  contract_of_part_time: none,
  other_venue: none,
  artist_and_role_differ: none,
  artist_without_role_artist: none,
  role_artist_without_artist: none,
  one_key: none,
  key_for_each: { calls: 3 },
  key_spelling: none,
  agreement: { fault: { code: "on-not-boolean", params: { rule: "night" } } },
};

const refusals: ReasonParams = {
  issues: {
    path: ["artists", 0, "name"],
    issue: { issue: "text_length", params: { least: 1, most: 255 } },
    more: 2,
  },
  role: { role: "viewer" },
  field_of_artist: { field: "skills" },
  not_a_member: none,
  last_admin: none,
  other_host: none,
  other_origin: none,
  other_page: none,
  form_of_other_page: none,
  key_in_url: none,
  unknown_key: none,
  revoked_key: none,
  expired_key: none,
  no_session: none,
  wrong_email_or_password: none,
  wrong_password: none,
  no_password: none,
  already_invited: none,
  other_member_already: none,
  invitation_gone: none,
  inviter_gone: none,
  provider_unverified: none,
  not_invited: none,
  other_sign_in_refusal: { message: "Session is not fresh" },
  recorded_by_other_version: { version: "older" },
  changed_after: { by: name },
  deleted_since: none,
  reference_deleted: { id },
  event_of_other_noun: {
    procedure: "artists.create",
    noun: "artist",
    nouns: ["mission", "outside_work"],
  },
  anonymised: none,
  changed_nothing: none,
  engaged_again: { name },
  closed: { title: "Balance" },
  expired: { is_undo: true },
  ended: { status: "cancelled" },
  never: { status: "declined", to: "confirmed" },
  role_may_not_override: { finding: { rule: "availability", params: { name } } },
  engaged_already: { name },
  engaged_before: none,
  engaged_on_template: none,
  named_twice: none,
  position_taken: { taken: 2 },
  changed_since: none,
  changed_at_once: none,
  engaged_at_once: none,
  template_published: { title: "Balance" },
  cancelled_published: { title: "Balance" },
  not_found: { noun: "outside_work", id },
  travel_time_not_found: { from: id, to: id },
  address_not_found: { email: "emma@example.org" },
  taken: { noun: "artist", id },
  member_already: { email: "emma@example.org" },
  you_are_member_already: none,
  no_availability: { name, date: "2027-07-14" },
  skill_in_use: { code: "regie-son" },
  skill_expires: { code: "regie-son" },
  has_missions: { name: "Le Pont", mission: "Balance" },
  other_version: { version: 2, expected: 1 },
  other_versions: { title: "Balance", more: 2 },
  restored_already: none,
  answer_erased: none,
  answer_of_other_version: none,
  key_shown_once: { id },
  overloaded: none,
  too_many_streams: { of: "caller", most: 10 },
  over_budget: { of: "attempts_for", most: 10, seconds: 60 },
  no_organisation_chosen: none,
};

const organisation = "Théâtre du Pont";

/** One of each mail. */
export const mails: { [One in keyof MailParams]: CodedMail<One> } = {
  sign_in: { mail: "sign_in", params: { minutes: 15 } },
  choose_password: { mail: "choose_password", params: { minutes: 1 } },
  invitation: { mail: "invitation", params: { organisation, is_artist: true, days: 7 } },
};

/** One of each page. */
export const pages: { [One in keyof PageParams]: CodedPage<One> } = {
  sign_in: { page: "sign_in", params: none },
  choose_password: { page: "choose_password", params: { least: 12, most: 128 } },
  gone: { page: "gone", params: { minutes: 15 } },
  failed: { page: "failed", params: none },
};

/** One of each sentence. */
export const everything: CodedSentence[] = [
  ...Object.entries(findings).map(coded("rule")),
  ...Object.entries(refusals).map(coded("reason")),
  ...Object.entries(issues).map(coded("issue")),
  ...Object.values(reasons),
];

function coded(key: "rule" | "reason" | "issue") {
  return ([one, params]: [string, unknown]): CodedSentence =>
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the types of the samples pair them
    ({ [key]: one, params }) as unknown as CodedSentence;
}
