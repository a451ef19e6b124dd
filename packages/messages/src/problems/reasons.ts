import type { CodedIssue } from "../issues/issues.ts";
import type { RefusalParams, CodedFinding } from "@coulisses/planning";

/** A thing that is not found, or exists already. */
export type Noun =
  | "artist"
  | "engagement"
  | "event"
  | "invitation"
  | "key"
  | "member"
  | "mission"
  | "organisation"
  | "outside_work"
  | "planning"
  | "position"
  | "project"
  | "skill"
  | "venue";

/** What a rate limit counts. */
export type Budget = "requests" | "failures" | "attempts" | "attempts_for";

/** Why a caller is not known or not allowed. */
interface AccessParams {
  role: { role: string };
  /** The role artist may not change this field of their profile. */
  field_of_artist: { field: string };
  not_a_member: undefined;
  last_admin: undefined;
  other_host: undefined;
  other_origin: undefined;
  other_page: undefined;
  form_of_other_page: undefined;
  key_in_url: undefined;
  unknown_key: undefined;
  revoked_key: undefined;
  expired_key: undefined;
  no_session: undefined;
}

/** Refusals of better-auth. */
interface SignInParams {
  wrong_email_or_password: undefined;
  wrong_password: undefined;
  no_password: undefined;
  already_invited: undefined;
  other_member_already: undefined;
  invitation_gone: undefined;
  inviter_gone: undefined;
  provider_unverified: undefined;
  not_invited: undefined;
  /** A refusal without a sentence of ours; `message` is better-auth's, in English. */
  other_sign_in_refusal: { message: string | undefined };
}

/** Why a change cannot be undone. */
interface UndoParams {
  recorded_by_other_version: { version: "older" | "newer" };
  /** By the name of who did it; null if nobody is on record. */
  changed_after: { by: string | null };
  deleted_since: undefined;
  reference_deleted: { id: string };
  event_of_other_noun: { procedure: string; noun: string; nouns: readonly string[] };
  anonymised: undefined;
  changed_nothing: undefined;
  /** The person is on the mission by another engagement. */
  engaged_again: { name: string };
}

/** Why a change of the plan is refused; `RefusalParams` are the reasons of `@coulisses/planning`. */
interface PlanParams extends RefusalParams, UndoParams {
  /** A finding that other roles may override. */
  role_may_not_override: { finding: CodedFinding };
  engaged_already: { name: string };
  engaged_before: undefined;
  engaged_on_template: undefined;
  /** Twice in one request. */
  named_twice: undefined;
  position_taken: { taken: number };
  changed_since: undefined;
  changed_at_once: undefined;
  engaged_at_once: undefined;
  template_published: { title: string };
  cancelled_published: { title: string };
}

/** The params of each reason, from which the detail of a problem is made. */
export interface ReasonParams extends AccessParams, SignInParams, PlanParams {
  /** The first issue of an input, its path, and how many more there are. */
  issues: { path: readonly (string | number)[]; issue: CodedIssue; more: number };
  not_found: { noun: Noun; id: string };
  travel_time_not_found: { from: string; to: string };
  address_not_found: { email: string };
  taken: { noun: Noun; id: string };
  member_already: { email: string };
  you_are_member_already: undefined;
  no_availability: { name: string; date: string };
  skill_in_use: { code: string };
  skill_expires: { code: string };
  has_missions: { name: string; mission: string };
  other_version: { version: number; expected: number };
  /** Of several missions: the first that somebody has changed, and how many more. */
  other_versions: { title: string; more: number };
  restored_already: undefined;
  answer_erased: undefined;
  answer_of_other_version: undefined;
  key_shown_once: { id: string };
  overloaded: undefined;
  over_budget: { of: Budget; most: number; seconds: number };
  too_many_streams: { of: "caller" | "organisation"; most: number };
  no_organisation_chosen: undefined;
}
