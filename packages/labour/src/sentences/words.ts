import type { Bounded, Quantity } from "../faults.ts";
import type { Sentences } from "./sentences.ts";

const DAY = 1440;

/** Minutes as people say them: `8 h 30`, `11 h`, `45 min`, `10 h 59 min 30 s`. */
export function duration(minutes: number): string {
  const seconds = Math.round(Math.round(minutes * 60_000) / 1000);
  const [h, min, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (s > 0) return [h > 0 ? `${h} h` : "", `${min} min`, `${s} s`].filter(Boolean).join(" ");
  if (h === 0) return `${min} min`;
  return min === 0 ? `${h} h` : `${h} h ${String(min).padStart(2, "0")}`;
}

/** The same, but with days over three days, and to the whole minute from an hour on: `6 days 23 h 59`. */
export function durationInDays(exact: number, inDays: (days: number) => string): string {
  const minutes = exact < 60 ? exact : Math.floor(exact);
  const days = Math.floor(minutes / DAY);
  const rest = minutes - days * DAY;
  if (minutes <= 3 * DAY) return duration(minutes);
  return rest === 0 ? inDays(days) : `${inDays(days)} ${duration(rest)}`;
}

/**
 * French typography: a narrow no-break space before `;`, `:`, `!`, `?` and `%`, and a no-break space
 * within a duration.
 */
export function typesetInFrench(text: string): string {
  return text
    .replaceAll(/ (?=[;:!?%])/g, "\u202f")
    .replaceAll(/(\d) (?=(?:h|min|s)\b)/g, "$1\u00a0")
    .replaceAll(/\b(h|min) (?=\d)/g, "$1\u00a0");
}

/** The forms of a word by grammatical number. */
interface Forms {
  one: string;
  other: string;
}

/** Makes a function that chooses the form of a word for a number. */
function plurals(language: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  return (count, { one, other }) => (rules.select(count) === "one" ? one : other);
}

/** Makes a function that writes a count with its word: `1 day`, `2 days`. */
export function counting(language: string): (count: number, forms: Forms) => string {
  const form = plurals(language);
  return (count, forms) => `${count} ${form(count, forms)}`;
}

/** Makes a function that writes a duration with a word that agrees: `1 h is due`, `2 h are due`. */
export function durations(language: string): (minutes: number, forms: Forms) => string {
  const form = plurals(language);
  return (minutes, forms) =>
    `${duration(minutes)} ${form(minutes < 60 ? minutes : minutes / 60, forms)}`;
}

/** The sentence that tells why a figure is out of its bounds. */
export function boundsReason(
  { bounds, min, max }: Bounded,
  { legalBounds, saneBounds }: Pick<Sentences, "legalBounds" | "saneBounds">,
  amounts: Record<Quantity, (count: number) => string>,
): string {
  if (!("article" in bounds)) return saneBounds[bounds.reason]({ min, max });
  const amount = amounts[bounds.of];
  return legalBounds[bounds.reason]({
    least: amount(min),
    most: amount(max),
    article: bounds.article,
  });
}
