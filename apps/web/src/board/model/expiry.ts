import type { Engagement } from "@coulisses/client";

/** Hours before an option expires in which it is marked. */
const marked = 48;

/** Hours before it expires in which its edge shrinks. */
const shrinking = 7 * 24;

/** How near the end of an option is. */
export interface Expiry {
  /** What is left of its edge: 1 for a week or more, 0 once it has expired. */
  readonly left: number;
  readonly state: "later" | "soon" | "expired";
}

/** @param now - milliseconds since 1970 @returns undefined if it is no option, or one that does not expire */
export function expiryOf(
  { status, expires_at }: Pick<Engagement, "status" | "expires_at">,
  now: number,
): Expiry | undefined {
  if (status !== "option" || expires_at === null) return undefined;
  const hours = (Temporal.Instant.from(expires_at).epochMilliseconds - now) / 3_600_000;
  if (hours <= 0) return { left: 0, state: "expired" };
  return { left: Math.min(1, hours / shrinking), state: hours <= marked ? "soon" : "later" };
}
