import type { Language } from "@coulisses/labour";

/** A formatter of minutes or days. @example amounts("fr", "day")(7); // "7 jours" */
export function amounts(language: Language, unit: "day" | "minute"): (count: number) => string {
  const format = new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" });
  return (count) => format.format(count);
}
