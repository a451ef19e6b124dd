import type { Profile } from "./profile.ts";
import { rules } from "./rules.ts";

/**
 * How far before and after a time there may be work that decides what rules find about work at that
 * time. For what reads rosters from somewhere: reading less, it would miss findings.
 */
export interface Reach {
  /** So many days for everybody. */
  days: number;
  /** So many days for those who may have worked more than so many minutes in a row of so many days. */
  season: { days: number; minutes: number } | undefined;
  /** So many days for those who may have worked on more than so many Sundays of them. */
  year: { days: number; sundays: number } | undefined;
}

/**
 * How far the rules of a profile look, or the rules of several: then as far as any of them.
 *
 * @example
 * reach(ccneac);
 * // { days: 15, season: { days: 84, minutes: 31680 }, year: { days: 366, sundays: 20 } }
 */
export function reach(...profiles: readonly Profile[]): Reach {
  const reaches = profiles.flatMap((profile) =>
    rules.flatMap((rule) => {
      const setting = profile.rules[rule.id];
      return setting?.on === true ? [rule.reach(setting.limits)] : [];
    }),
  );
  const seasons = reaches.flatMap(({ season = [] }) => season);
  const years = reaches.flatMap(({ year = [] }) => year);
  return {
    days: Math.max(0, ...reaches.map(({ days = 0 }) => days)),
    season: seasons.reduce<Reach["season"]>(
      (widest, { days, minutes }) => ({
        days: Math.max(days, widest?.days ?? 0),
        minutes: Math.min(minutes, widest?.minutes ?? Infinity),
      }),
      undefined,
    ),
    year: years.reduce<Reach["year"]>(
      (widest, { days, sundays }) => ({
        days: Math.max(days, widest?.days ?? 0),
        sundays: Math.min(sundays, widest?.sundays ?? Infinity),
      }),
      undefined,
    ),
  };
}
