import { check } from "./check.ts";
import type { Finding } from "./finding.ts";
import { ccneac, type Profile } from "./profile.ts";
import type { Span } from "./roster.ts";
import type { RuleId } from "./params.ts";
import { sentenceOf } from "./sentences.ts";
import type { Period, Person, Work } from "./work.ts";

export const technician: Person = { occupation: "technician" };
export const actor: Person = { occupation: "dramatic_artist" };

/** A wall-clock time in Paris: `2026-10-24 22:00`. */
export function paris(text: string): Temporal.Instant {
  return Temporal.PlainDateTime.from(text).toZonedDateTime("Europe/Paris").toInstant();
}

/** A period in Paris: `2026-10-24 22:00/06:00`, to the next time clocks show the end. */
export function during(text: string): Period {
  const [from = "", until = ""] = text.split("/");
  const start = Temporal.PlainDateTime.from(from);
  const sameDay = start.withPlainTime(Temporal.PlainTime.from(until));
  const isLater = Temporal.PlainDateTime.compare(sameDay, start) > 0;
  const end = isLater ? sameDay : sameDay.add({ days: 1 });
  return { starts_at: paris(from), ends_at: paris(end.toString()) };
}

/** A span as in findings: `2026-06-01T23:30:00Z/2026-06-02T08:00:00Z`. */
export function span(text: string): Span {
  const [start, end] = text.split("/").map((at) => Temporal.Instant.from(at).epochMilliseconds);
  return { start: start ?? 0, end: end ?? 0 };
}

/** A call in Paris; its time is its id. */
export function call(text: string, more: Partial<Work> = {}): Work {
  return {
    id: text,
    ...during(text),
    time_zone: "Europe/Paris",
    kind: "representation",
    employer: "own",
    ...more,
  };
}

/** A call on each of `count` days, at the same hours. */
export function calls(
  from: string,
  count: number,
  { hours, ...more }: { hours: string } & Partial<Work>,
): Work[] {
  const first = Temporal.PlainDate.from(from);
  return Array.from({ length: count }, (_, days) =>
    call(`${first.add({ days }).toString()} ${hours}`, more),
  );
}

/** The findings of one rule, with their sentences in English. */
export function found(
  rule: RuleId,
  work: readonly Work[],
  { person = technician, profile = ccneac }: { person?: Person; profile?: Profile } = {},
): (Finding & { message: string })[] {
  return check(work, person, profile)
    .filter((finding) => finding.rule === rule)
    .map((finding) => ({ ...finding, message: sentenceOf(finding, "en") }));
}
