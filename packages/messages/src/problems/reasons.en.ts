import { sentenceOfFinding, sentenceOfRefusal } from "@coulisses/planning";
import type { Texts } from "../catalogue.ts";
import { english as issues } from "../issues/en.ts";
import { sentenceOfIssue } from "../issues/words.ts";
import type { Budget, Noun, ReasonParams } from "./reasons.ts";

const nouns: Record<Noun, string> = {
  artist: "Artist",
  engagement: "Engagement",
  event: "Event",
  invitation: "Invitation",
  key: "Key",
  member: "Member",
  mission: "Mission",
  organisation: "Organisation",
  outside_work: "Outside work",
  planning: "Planning",
  position: "Position",
  project: "Project",
  skill: "Skill",
  venue: "Venue",
};

const budgets: Record<Budget, string> = {
  requests: "requests",
  failures: "requests with a key or a session that is not valid",
  attempts: "attempts from one address",
  attempts_for: "attempts for one e-mail address",
};

const choice = new Intl.ListFormat("en", { type: "disjunction" });

export const english: Texts<ReasonParams> = {
  issues: ({ path, issue, more }) => {
    const where = path.length > 0 ? `${path.join(".")}: ` : "";
    const others = more > 0 ? ` (and ${more} more)` : "";
    return `${where}${sentenceOfIssue(issue, issues)}${others}`;
  },

  role: ({ role }) => `The role ${role} may not do this.`,
  field_of_artist: ({ field }) => `The role artist may change email and phone, not ${field}.`,
  not_a_member: () => "You are not a member of the organisation you act in.",
  last_admin: () => "An organisation keeps at least one admin: make another member admin first.",
  other_host: () =>
    "With AUTH=open this server answers to localhost, to IP addresses and to the host of PUBLIC_URL.",
  other_origin: () => "The Origin header must be that of this server, or one of CORS_ORIGINS.",
  other_page: () =>
    "Pages of this origin may not act for their visitors. CORS_ORIGINS names those that may.",
  form_of_other_page: () => "The form must come from a page of this server.",
  key_in_url: () =>
    "Send the key in the Authorization header: what stands in a URL ends up in logs.",
  unknown_key: () => "There is no such API key.",
  revoked_key: () => "This API key was revoked.",
  expired_key: () => "This API key has expired.",
  no_session: () => "This needs a session: sign in first.",

  wrong_email_or_password: () =>
    "The address or the password is wrong. Check both, or have a link mailed to you.",
  wrong_password: () => "The password is wrong.",
  no_password: () => "This account has no password yet: have a link mailed to you to choose one.",
  already_invited: () => "This person is invited already.",
  other_member_already: () => "This person is a member already.",
  invitation_gone: () => "This invitation is not valid any more, or is for another address.",
  inviter_gone: () =>
    "The person who invited you has left the organisation. Ask for a new invitation.",
  provider_unverified: () => "The provider has not verified this address",
  not_invited: () => "This address is not invited. Ask an administrator of the organisation.",
  other_sign_in_refusal: ({ message = "This is not possible." }) => message,

  recorded_by_other_version: ({ version }) =>
    `This was recorded by ${version === "newer" ? "a newer" : "an older"} version of the program, in a form that this one cannot read`,
  changed_after: ({ by }) =>
    `${by === null ? "This was changed again since" : `${by} changed this again since`}. Undo that later change first, or change it by hand.`,
  deleted_since: () => "This was deleted since. Undo the deletion first.",
  reference_deleted: ({ id }) => `It referred to ${id}, which is there no more`,
  event_of_other_noun: ({ procedure, noun, nouns: wanted }) =>
    `This is ${procedure}, a change of the noun ${noun}, and not of ${choice.format(wanted)}`,
  anonymised: () => "What was there has been forgotten",
  changed_nothing: () => "This changed nothing",
  engaged_again: ({ name }) => `${name} is on this mission again already`,

  closed: (params) => sentenceOfRefusal({ reason: "closed", params }, "en"),
  expired: (params) => sentenceOfRefusal({ reason: "expired", params }, "en"),
  ended: (params) => sentenceOfRefusal({ reason: "ended", params }, "en"),
  never: (params) => sentenceOfRefusal({ reason: "never", params }, "en"),
  role_may_not_override: ({ finding }) =>
    `${sentenceOfFinding(finding, "en")}. Your role may not override that`,
  engaged_already: ({ name }) => `${name} is on this mission already`,
  engaged_before: () => "People are or were engaged on it, and that is kept",
  engaged_on_template: () => "People are engaged on it, and on a template nobody is",
  named_twice: () => "It is named twice",
  position_taken: ({ taken }) => `The position has ${taken} confirmed`,
  changed_since: () => "Somebody changed it since you read it",
  changed_at_once: () => "Somebody changed this at the same moment: try again",
  engaged_at_once: () => "Somebody was engaged on it at this moment: try again",
  template_published: ({ title }) => `${title} is a template: copy it, and publish the copies`,
  cancelled_published: ({ title }) =>
    `${title} is cancelled and was never published: there is nobody to tell`,

  not_found: ({ noun, id }) => `${nouns[noun]} ${id} not found`,
  travel_time_not_found: ({ from, to }) => `Travel time from ${from} to ${to} not found`,
  address_not_found: ({ email }) => `Nobody has the address ${email}`,
  taken: ({ noun, id }) => `${nouns[noun]} ${id} already exists`,
  member_already: ({ email }) => `${email} is a member already`,
  you_are_member_already: () => "You belong to this organisation already.",
  no_availability: ({ name, date }) => `Artist '${name}' has no availability for ${date}`,
  skill_in_use: ({ code }) => `Somebody has the skill ${code}, or a mission asks for it`,
  skill_expires: ({ code }) => `Somebody has the skill ${code} until a day`,
  has_missions: ({ name, mission }) => `${name} has missions, such as ${mission}`,
  other_version: ({ version, expected }) =>
    `This is version ${version} by now, and not ${expected}`,
  other_versions: ({ title, more }) =>
    more === 0
      ? `Somebody has changed ${title} since you read it`
      : `Somebody has changed ${title} and ${more} more since you read them`,
  restored_already: () => "It is there again by now",
  answer_erased: () => "The call was done. Its answer was erased when an artist was anonymised",
  answer_of_other_version: () =>
    "The call was done by another version of the server, which answers in another form",
  key_shown_once: ({ id }) => `Key ${id} was made, and was shown once. Revoke it, and make another`,
  overloaded: () => "The server is overloaded. Retry-After says how many seconds to wait.",
  over_budget: ({ of, most, seconds }) =>
    `More than ${most} ${budgets[of]} within a minute. Try again in ${seconds} s.`,
  too_many_streams: ({ of, most }) =>
    `${of === "caller" ? "You have" : "Your organisation has"} ${most} streams of changes open on this server already. Close one, such as a tab of the board`,
  no_organisation_chosen: () =>
    "No organisation is chosen: name one as organizationId, or choose one at /auth/organization/set-active.",
};
