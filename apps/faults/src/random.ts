/**
 * Seeded random numbers: the same faults, at the same intervals. What happens between two
 * faults depends on the machine, so a run is repeated only roughly.
 */
export const seed = Number(process.env["FAULTS_SEED"] ?? Math.floor(Math.random() * 2 ** 31));

let state = seed;

/** A number from 0 on, below 1 (mulberry32). */
export function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}

/**
 * How many faults a scenario injects: `whole`, or the share of them in FAULTS_SHARE, such as 0.1 for a
 * quick run.
 */
export function times(whole: number): number {
  return Math.max(1, Math.round(whole * Number(process.env["FAULTS_SHARE"] ?? 1)));
}

/** A whole number from `least` to `most`. */
export function between(least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1));
}
