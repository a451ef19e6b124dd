/** A minute, in milliseconds: what all durations are reckoned in. */
export const MINUTE = 60_000;
/** An hour, in milliseconds. */
export const HOUR = 60 * MINUTE;

/** A duration as people say it: `8 h 30`, `11 h`, `45 min`, `10 h 59 min 30 s`. */
export function inWords(duration: number): string {
  const seconds = Math.round(duration / 1000);
  const [h, min, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (s > 0) return [h > 0 ? `${h} h` : "", `${min} min`, `${s} s`].filter(Boolean).join(" ");
  if (h === 0) return `${min} min`;
  return min === 0 ? `${h} h` : `${h} h ${String(min).padStart(2, "0")}`;
}
