import { MINUTE, minutes } from "../duration.ts";
import type { ParamsOf } from "../params.ts";
import { callsDuring, type Roster, type Stretch, withoutBreaks, worksIn } from "../roster.ts";
import { aDay, figure, type Measure, rule } from "../rule.ts";
import { everybody } from "../scope.ts";

/** Working time between two sufficient pauses. */
export interface Spell {
  stretches: Stretch[];
  worked: number;
  /** The civil day on which it begins. */
  day: number;
}

/** Splits work at pauses of at least `pause`. */
export function spellsOf(stretches: readonly Stretch[], pause: number): Spell[] {
  const spells: Spell[] = [];
  let reached = -Infinity;
  for (const stretch of stretches) {
    const { start, end, call } = stretch;
    const spell = spells.at(-1);
    if (spell === undefined || start - reached >= pause)
      spells.push({ stretches: [stretch], worked: end - start, day: call.clock.dayOf(start) });
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
 * or the time between two. The law requires one a day, after 6 h at the latest: after exactly 6 h it is in
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
  reach: aDay,
  find(roster, limit) {
    const [after, pause] = [limit("after") * MINUTE, limit("minimum") * MINUTE];
    const spells = spellsOf(roster.stretches, pause);
    return spells.flatMap((spell, i) => {
      const { day, worked } = spell;
      const before = spells[i - 1];
      const goesOn = spells[i + 1]?.day === day;
      if (before?.day === day || worked < after || (worked === after && goesOn)) return [];
      const measure = tooLong(roster, spell, { after, pause });
      if (before === undefined || !wouldBegin(roster, before, day)) return [measure];
      return [{ ...measure, works: [...worksIn(roster, before.stretches), ...measure.works] }];
    });
  },
});

/**
 * Whether, without the work of the night before, a spell would be the first one of the next day, with that
 * day's break after it. Then that work causes the finding too.
 */
function wouldBegin(roster: Roster, { stretches }: Spell, day: number): boolean {
  return stretches
    .flatMap((stretch) => callsDuring(roster, stretch))
    .some((call) => withoutBreaks(call).some(({ start }) => call.clock.dayOf(start) === day));
}
