import type { CodedIssue } from "../issues/issues.ts";
import type { RefusalParams, CodedFinding } from "@coulisses/planning";

/** What may not be found by its id, or may have one that is taken. */
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

/** What a request is one too many of. */
export type Budget = "requests" | "failures" | "attempts" | "attempts_for";

/** Why a caller is not known, or may not do something. */
interface AccessParams {
  role: { role: string };
  /** The role artist may not change this field of the own profile. */
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

/** Of what better-auth refuses. */
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
  /** What has no sentence of ours: `message` is in English. */
  sign_in: { message: string | undefined };
}

/** Why something does not become what it was before. */
interface UndoParams {
  recorded_by_other_version: { version: "older" | "newer" };
  reference_gone: { id: string };
  event_of_other_noun: { procedure: string; noun: string; nouns: readonly string[] };
  forgotten: undefined;
  changed_nothing: undefined;
  /** Somebody is on the mission by another engagement. */
  engaged_again: { name: string };
}

/** Why a plan does not become what is asked; the reasons of `@coulisses/planning` besides. */
interface PlanParams extends RefusalParams, UndoParams {
  /** A finding that others might override. */
  role_may_not_override: { finding: CodedFinding };
  engaged_already: { name: string };
  engaged_before: undefined;
  engaged_on_template: undefined;
  /** In one request. */
  named_twice: undefined;
  position_taken: { taken: number };
  changed_since: undefined;
  changed_at_once: undefined;
  engaged_at_once: undefined;
  template_published: { title: string };
  cancelled_published: { title: string };
}

/** What the detail of a problem needs, by reason. */
export interface ReasonParams extends AccessParams, SignInParams, PlanParams {
  /** The first thing that is wrong with an input, where, and how many more there are. */
  issues: { path: readonly (string | number)[]; issue: CodedIssue; more: number };
  not_found: { noun: Noun; id: string };
  way_not_found: { from: string; to: string };
  address_not_found: { email: string };
  taken: { noun: Noun; id: string };
  member_already: { email: string };
  you_are_member_already: undefined;
  no_availability: { name: string; date: string };
  skill_in_use: { code: string };
  skill_expires: { code: string };
  has_missions: { name: string; mission: string };
  other_version: { version: number; expected: number };
  gone: { id: string };
  there_again: undefined;
  answer_erased: undefined;
  answer_of_other_version: undefined;
  key_shown_once: { id: string };
  overloaded: undefined;
  over_budget: { of: Budget; most: number; seconds: number };
  no_organisation_chosen: undefined;
}
