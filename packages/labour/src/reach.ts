import type { Profile } from "./profile.ts";
import type { Reach } from "./rule.ts";
import { rules } from "./rules.ts";

/**
 * How far the rules of a profile look; with several profiles, the widest reach.
 *
 * @example
 * reach(ccneac);
 * // { days: 16, season: { days: 84, minutes: 28800 }, year: { days: 366, sundays: 20 } }
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
