import { DAILY_REST, type DayOfWork, daysOfWork, workBefore } from "../day-of-work.ts";
import { MINUTE, minutes } from "../duration.ts";
import type { ParamsOf } from "../params.ts";
import { idsOf, type Roster, type Stretch, worksIn } from "../roster.ts";
import { figure, type Measure, rule } from "../rule.ts";
import { everybody } from "../scope.ts";
import { restReach } from "./rest.ts";

/** Working time between two sufficient pauses. */
export interface Spell {
  stretches: Stretch[];
  worked: number;
}

/** Splits work at pauses of at least `pause`. */
export function spellsOf(stretches: readonly Stretch[], pause: number): Spell[] {
  const spells: Spell[] = [];
  let reached = -Infinity;
  for (const stretch of stretches) {
    const { start, end } = stretch;
    const spell = spells.at(-1);
    if (spell === undefined || start - reached >= pause)
      spells.push({ stretches: [stretch], worked: end - start });
    else {
      spell.stretches.push(stretch);
      spell.worked += end - start;
    }
    reached = end;
  }
  return spells;
}

/** The finding for a spell that is too long. */
export function tooLong(
  roster: Roster,
  { stretches, worked }: Spell,
  { after, pause }: { after: number; pause: number },
): Measure<ParamsOf["break"]> {
  return {
    start: stretches[0]?.start ?? 0,
    end: stretches.at(-1)?.end ?? 0,
    measured: worked,
    allowed: after,
    params: { worked: minutes(worked), pause: minutes(pause), after: minutes(after) },
    works: worksIn(roster, stretches),
  };
}

/**
 * Break (pause): 20 minutes in a row once the work of a day reaches 6 h (L3121-16): a break within a call,
 * or the time between two. A day is a day of work: what goes on past midnight counts in the stretch that it is part
 * of, and the strike of last night is no break of today. The law requires one a day, after 6 h at the latest: after exactly 6 h it is in
 * time if work continues later that day, and missing if not. Public order: an agreement may only set a longer break
 * (L3121-17); the rule warns, since few breaks are on record.
 */
export const breakRule = rule({
  id: "break",
  to: everybody,
  reference: "Code du travail L3121-16",
  quotes: [
    {
      article: "L3121-16",
      text: "Dès que le temps de travail quotidien atteint six heures, le salarié bénéficie d'un temps de pause d'une durée minimale de vingt minutes consécutives",
    },
  ],
  unit: "minutes",
  level: "warn",
  publicOrder: "L3121-16",
  figures: {
    after: figure(360, {
      max: 360,
      bounds: { reason: "agreement-ceiling", of: "minutes", article: "L3121-16" },
    }),
    minimum: figure(20, {
      min: 20,
      bounds: { reason: "agreement-floor", of: "minutes", article: "L3121-16" },
    }),
  },
  reach: () => ({ days: restReach(DAILY_REST / MINUTE) }),
  find(roster, limit) {
    const [after, pause] = [limit("after") * MINUTE, limit("minimum") * MINUTE];
    const days = daysOfWork(roster, () => DAILY_REST);
    const spells = withDays(spellsOf(roster.stretches, pause), days);
    return spells.flatMap((spell, i) => {
      const { worked, first, last } = spell;
      const hadBreak = spells[i - 1]?.last === last;
      const goesOn = spells[i + 1]?.first === last;
      if (hadBreak || worked < after || (worked === after && goesOn)) return [];
      const measure = tooLong(roster, spell, { after, pause });
      const day = days[first];
      const before = day === undefined ? [] : workBefore(day, days[first - 1], () => DAILY_REST);
      return [{ ...measure, works: [...new Set([...idsOf(before), ...measure.works])] }];
    });
  },
});

/** The spells with the indexes of the days of work on which they begin and end. */
function withDays(
  spells: readonly Spell[],
  days: readonly DayOfWork[],
): (Spell & { first: number; last: number })[] {
  let at = 0;
  const dayAt = (instant = 0) => {
    while ((days[at + 1]?.start ?? Infinity) <= instant) at += 1;
    return at;
  };
  return spells.map((spell) => {
    const first = dayAt(spell.stretches[0]?.start);
    return { ...spell, first, last: dayAt(spell.stretches.at(-1)?.start) };
  });
}
