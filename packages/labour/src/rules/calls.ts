import { HOUR, inWords, MINUTE } from "../duration.ts";
import { idsOf, type Roster, toRuns } from "../roster.ts";
import { figure, type Measure, rule } from "../rule.ts";
import { isArtist } from "../work.ts";

/**
 * Minimum call: whoever is called in is called for 3 h 30 (CCNEAC VI.6), artists aside. Calls of the
 * employer without a gap between them are one, past midnight too; breaks are part of a call.
 */
export const minimumCall = rule({
  id: "minimum-call",
  reference: "CCNEAC VI.6",
  title: "A call of 3 h 30 at least, artists aside",
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: { minimum: figure(210, { max: 720, bounds: "a call is at most 12 h" }) },
  find({ own, person }, limit) {
    if (isArtist(person)) return [];
    const allowed = limit("minimum") * MINUTE;
    return toRuns(own).flatMap(({ start, end, calls }) => {
      const measured = end - start;
      if (measured >= allowed) return [];
      const message = `A call of ${inWords(measured)}; ${inWords(allowed)} at least`;
      return [{ start, end, measured, allowed, message, works: idsOf(calls) }];
    });
  },
});

/** The employer's calls that a person was told of, at the instant a key names, too late before. */
function toldLate(
  { own }: Roster,
  key: "published_at" | "changed_at",
  { allowed, what }: { allowed: number; what: string },
): Measure[] {
  return own.flatMap((call) => {
    const told = call.work[key]?.epochMilliseconds;
    if (told === undefined || call.start - told >= allowed) return [];
    const { start, end } = call;
    const measured = start - told;
    const ahead =
      measured < 0 ? `${inDays(-measured)} after the call began` : `${inDays(measured)} ahead`;
    const message = `${what} ${ahead}; ${inDays(allowed)} required`;
    return [{ start, end, measured, allowed, message, works: idsOf([call]) }];
  });
}

function inDays(duration: number): string {
  const days = Math.floor(duration / (24 * HOUR));
  const rest = duration - days * 24 * HOUR;
  if (days < 3 || (days === 3 && rest === 0)) return inWords(duration);
  return rest === 0 ? `${days} days` : `${days} days ${inWords(rest)}`;
}

const aYear = { max: 366 * 1440, bounds: "notice is from 0 minutes to a year" };

/** Notice: people know their schedule 3 weeks ahead (CCNEAC VI.5). Read in `published_at`. */
export const notice = rule({
  id: "notice",
  reference: "CCNEAC VI.5",
  title: "The schedule is known 3 weeks ahead",
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: { minimum: figure(21 * 1440, aYear) },
  find: (roster, limit) =>
    toldLate(roster, "published_at", { allowed: limit("minimum") * MINUTE, what: "Published" }),
});

/** Notice of a change: 7 days ahead (CCNEAC VI.5). Read in `changed_at`. */
export const changeNotice = rule({
  id: "change-notice",
  reference: "CCNEAC VI.5",
  title: "A change is known 7 days ahead",
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: { minimum: figure(7 * 1440, aYear) },
  find: (roster, limit) =>
    toldLate(roster, "changed_at", { allowed: limit("minimum") * MINUTE, what: "Changed" }),
});

/** A change within 72 h: only for what nobody could foresee (CCNEAC VI.5), which a person has to judge. */
export const lateChange = rule({
  id: "late-change",
  reference: "CCNEAC VI.5",
  title: "No change within 72 h, unless nobody could foresee it",
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: { minimum: figure(72 * 60, aYear) },
  find: (roster, limit) =>
    toldLate(roster, "changed_at", { allowed: limit("minimum") * MINUTE, what: "Changed" }).map(
      (late) => ({ ...late, message: `${late.message}, unless it could not be foreseen` }),
    ),
});
