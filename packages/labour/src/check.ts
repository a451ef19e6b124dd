import type { Finding } from "./finding.ts";
import { codeDuTravail, type Profile } from "./profile.ts";
import { rosterOf } from "./roster.ts";
import { rules } from "./rules.ts";
import type { Person, Work } from "./work.ts";

/**
 * Checks a person's work against the rules of a profile. Give all the work of the time that matters,
 * for other employers too: a week is judged by what is there of it, the average of twelve weeks needs
 * eleven weeks before. Findings are in order of time, and do not depend on the order of the work.
 * `sentenceOf` says them.
 *
 * It is pure: nothing is read, not even a clock. Findings are plain data, fit for JSON. The cost is that
 * of sorting the work, and else grows with its length. What it finds is indicative, and no legal advice.
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
  const roster = rosterOf(work, person);
  const findings = rules.flatMap((rule): Finding[] => {
    const setting = profile.rules[rule.id];
    return setting?.on === true ? rule.find(roster, setting) : [];
  });
  return findings.toSorted(({ period: a }, { period: b }) => a.start - b.start || a.end - b.end);
}
