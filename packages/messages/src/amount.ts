import type { Language } from "@coulisses/labour";

/** Makes what says a number of minutes or of days. @example amounts("fr", "day")(7); // "7 jours" */
export function amounts(language: Language, unit: "day" | "minute"): (count: number) => string {
  const format = new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" });
  return (count) => format.format(count);
}
