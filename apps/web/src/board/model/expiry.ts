import type { Engagement } from "@coulisses/client";

/** Hours before an option expires in which it is marked. */
const marked = 48;

/** Whether an option expires soon, or has expired and is not ended yet. */
export function expiresSoon(
  { status, expires_at }: Pick<Engagement, "status" | "expires_at">,
  now: Temporal.Instant,
): boolean {
  if (status !== "option" || expires_at === null) return false;
  return Temporal.Instant.compare(expires_at, now.add({ hours: marked })) <= 0;
}
