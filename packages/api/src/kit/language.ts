import type { Language } from "@coulisses/labour";

/** The language in which the present request is answered. */
export function currentLanguage(): Language {
  return "en";
}
