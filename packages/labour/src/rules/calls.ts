import { MINUTE, minutes } from "../duration.ts";
import type { Bounds } from "../faults.ts";
import type { ParamsOf } from "../params.ts";
import { idsOf, type Roster, toRuns } from "../roster.ts";
import { aDay, figure, itself, type Measure, rule } from "../rule.ts";
import { everybody } from "../scope.ts";
import { isArtist } from "../work.ts";

/**
 * Minimum call: a call lasts at least 3 h 30 (CCNEAC VI.6); artists are exempt. Calls of the employer
 * without a gap between them are one, past midnight too; breaks are part of a call.
 */
export const minimumCall = rule({
  id: "minimum-call",
  to: everybody,
  reference: "CCNEAC VI.6",
  quotes: [
    {
      article: "CCNEAC VI.6",
      text: "ne peut pas être convoqué pour moins de 3 h 30 consécutives de travail dans la journée",
    },
  ],
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: { minimum: figure(210, { max: 720, bounds: { reason: "call" } }) },
  reach: aDay,
  find({ own, person }, limit) {
    if (isArtist(person)) return [];
    const allowed = limit("minimum") * MINUTE;
    return toRuns(own).flatMap(({ start, end, calls }) => {
      const measured = end - start;
      if (measured >= allowed) return [];
      const params = { length: minutes(measured), required: minutes(allowed) };
      return [{ start, end, measured, allowed, params, works: idsOf(calls) }];
    });
  },
});

/** The employer's calls that a person was told of too late. `key` names the instant. */
function lateNotices(
  { own }: Roster,
  key: "published_at" | "changed_at",
  allowed: number,
): Measure<ParamsOf["notice"]>[] {
  return own.flatMap((call) => {
    const told = call.work[key]?.epochMilliseconds;
    if (told === undefined || call.start - told >= allowed) return [];
    const { start, end } = call;
    const measured = start - told;
    const [required, ahead] = [minutes(allowed), minutes(measured)];
    const variant = ahead < 0 ? "after" : "ahead";
    const params: ParamsOf["notice"] = { variant, by: Math.abs(ahead), required };
    return [{ start, end, measured, allowed, params, works: idsOf([call]) }];
  });
}

const aYear: { max: number; bounds: Bounds } = { max: 366 * 1440, bounds: { reason: "notice" } };

/** Notice: a schedule is known 3 weeks ahead (CCNEAC VI.5), by `published_at`. */
export const notice = rule({
  id: "notice",
  to: everybody,
  reference: "CCNEAC VI.5",
  quotes: [
    {
      article: "CCNEAC VI.5",
      text: "se verra communiquer au moins 3 semaines à l'avance son emploi du temps hebdomadaire définitif",
    },
  ],
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: { minimum: figure(21 * 1440, aYear) },
  reach: itself,
  find: (roster, limit) => lateNotices(roster, "published_at", limit("minimum") * MINUTE),
});

/** Notice of a change: 7 days ahead (CCNEAC VI.5), by `changed_at`. */
export const changeNotice = rule({
  id: "change-notice",
  to: everybody,
  reference: "CCNEAC VI.5",
  quotes: [{ article: "CCNEAC VI.5", text: "doivent lui être communiquées 7 jours à l'avance" }],
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: { minimum: figure(7 * 1440, aYear) },
  reach: itself,
  find: (roster, limit) => lateNotices(roster, "changed_at", limit("minimum") * MINUTE),
});

/** A change within 72 h is allowed only if nobody could foresee it (CCNEAC VI.5); a person has to judge that. */
export const lateChange = rule({
  id: "late-change",
  to: everybody,
  reference: "CCNEAC VI.5",
  quotes: [
    {
      article: "CCNEAC VI.5",
      text: "toute modification d'horaire peut être affichée moins de 72 heures à l'avance",
    },
  ],
  unit: "minutes",
  level: "warn",
  convention: "ccneac",
  figures: { minimum: figure(72 * 60, aYear) },
  reach: itself,
  find: (roster, limit) => lateNotices(roster, "changed_at", limit("minimum") * MINUTE),
});
