import { type Language, typesetInFrench } from "@coulisses/labour";
import type { Period } from "../time.ts";

/** A text in each language, from the params of what it tells. */
export type Catalogue<ParamsOf> = Record<
  Language,
  { readonly [Key in keyof ParamsOf]: (params: ParamsOf[Key]) => string }
>;

const dayFormats = formats({ weekday: "long", day: "numeric", month: "long" });
const dateFormats = formats({ day: "numeric", month: "long", year: "numeric" });

function formats(options: Intl.DateTimeFormatOptions): Record<Language, Intl.DateTimeFormat> {
  return {
    fr: new Intl.DateTimeFormat("fr-FR", options),
    en: new Intl.DateTimeFormat("en-GB", options),
  };
}

/** @example dayIn("fr", "2027-01-02T14:00:00+01:00"); // "samedi 2 janvier" */
function dayIn(language: Language, instant: string): string {
  return dayFormats[language].format(Temporal.PlainDate.from(instant.slice(0, 10)));
}

/** @example dateIn("en", "2027-01-02"); // "2 January 2027" */
export function dateIn(language: Language, date: string): string {
  return dateFormats[language].format(Temporal.PlainDate.from(date));
}

/** What a clock on the wall shows: `14 h`, `17 h 30`; `14:00`, `17:30`. */
function timeIn(language: Language, instant: string): string {
  const hours = instant.slice(11, 13);
  const minutes = instant.slice(14, 16);
  if (language === "en") return `${hours}:${minutes}`;
  return minutes === "00" ? `${Number(hours)} h` : `${Number(hours)} h ${minutes}`;
}

/**
 * A period by the clock of the place where it is.
 *
 * @example periodIn("fr", period); // "samedi 2 janvier, 14 h–17 h 30"
 */
export function spokenPeriod(language: Language, { starts_at, ends_at }: Period): string {
  const [from, to] = [dayIn(language, starts_at), dayIn(language, ends_at)];
  const [start, end] = [timeIn(language, starts_at), timeIn(language, ends_at)];
  return from === to ? `${from}, ${start}–${end}` : `${from}, ${start} – ${to}, ${end}`;
}

/** A sentence with the typography of its language. */
export function typeset(text: string, language: Language): string {
  return language === "fr" ? typesetInFrench(text) : text;
}
