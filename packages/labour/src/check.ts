import type { Finding } from "./finding.ts";
import { codeDuTravail, type Profile } from "./profile.ts";
import { type Roster, rosterOf, rosterOfCalls } from "./roster.ts";
import type { FoundWith } from "./rule.ts";
import { rules } from "./rules.ts";
import { concernOf } from "./scope.ts";
import { isAbsence, isArtist, type Person, type Work } from "./work.ts";

/**
 * Checks a person's work against the rules of a profile. Give all the work of the time that matters,
 * for other employers too: a week is judged by the given work, and the average of twelve weeks needs the
 * eleven weeks before. Findings are in order of time, and do not depend on the order of the work.
 * `sentenceOf` makes their sentences.
 *
 * A rule binds only whom it concerns (`concernOf`); volunteers and trainees are warned where employees are
 * blocked. An artist's work for others warns too, where a technician's blocks (L8261-3 1°).
 *
 * It is pure: it reads nothing, not even a clock. Findings are plain data, fit for JSON. It sorts the work;
 * the rest of its cost is linear. Findings are indicative, and no legal advice.
 *
 * @throws RangeError when a period does not end after it begins, or a time zone is unknown.
 * @example
 * check(work, { occupation: "technician" }, ccneac);
 * // [{ level: "block", rule: "daily-rest", params: { variant: "short", rest: 510, required: 660 }, … }]
 */
export function check(
  work: readonly Work[],
  person: Person,
  profile: Profile = codeDuTravail,
): Finding[] {
  const worked = work.filter((one) => !isAbsence(one));
  const rosters = rostersOf(rosterOf(worked, person));
  return inOrderOfTime(rulesFor(person, profile).flatMap((rule) => findingsOf(rule, rosters)));
}

/** Sorts findings by time; those about the same time stay in order. */
export function inOrderOfTime(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(({ period: a }, { period: b }) => a.start - b.start || a.end - b.end);
}

/** A rule with its setting for one person. */
export interface RuleInForce {
  rule: (typeof rules)[number];
  setting: FoundWith;
}

/** The rules of a profile that concern a person. */
export function rulesFor(person: Person, profile: Profile): RuleInForce[] {
  return rules.flatMap((rule) => {
    const setting = profile.rules[rule.id];
    if (setting?.on !== true) return [];
    const { standing } = concernOf(rule.to, person);
    if (standing === "free") return [];
    const level = standing === "told" && setting.level === "block" ? "warn" : setting.level;
    return [{ rule, setting: { ...setting, level, decisions: profile.decisions } }];
  });
}

/** All work, and the employer's own if that is judged apart. */
export interface Rosters {
  all: Roster;
  /** The same as `all` unless the person is an artist who works for others too. */
  own: Roster;
}

export function rostersOf(all: Roster): Rosters {
  const { person } = all;
  const isApart = all.own.length < all.calls.length && isArtist(person);
  return { all, own: isApart ? rosterOfCalls(all.own, person) : all };
}

/** The findings of one rule. */
export function findingsOf({ rule, setting }: RuleInForce, { all, own }: Rosters): Finding[] {
  const found: Finding[] = rule.find(all, setting);
  if (own === all || rule.to.under !== undefined) return found;
  return warnedOf(found, rule.find(own, setting));
}

/**
 * Work elsewhere never blocks an artist: artistic work is exempt from the limits that count all employers
 * together (L8261-3 1°). Only what the own work breaks by itself still does.
 */
function warnedOf(found: readonly Finding[], byOwnWork: readonly Finding[]): Finding[] {
  return found.map((finding) => {
    const { level, period } = finding;
    const isOwn = byOwnWork.some(
      (own) =>
        own.level === level && own.period.start < period.end && period.start < own.period.end,
    );
    return level !== "block" || isOwn ? finding : { ...finding, level: "warn" };
  });
}
