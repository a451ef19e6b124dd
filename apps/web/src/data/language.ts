import type { Texts } from "@coulisses/messages/screens/texts";
import type { Language } from "@coulisses/messages";

const key = "coulisses.language";

/** The language that a person chose on this device, or else their browser's, or else English. */
function readLanguage(): Language {
  const chosen = localStorage.getItem(key);
  if (chosen === "fr" || chosen === "en") return chosen;
  return navigator.languages.some((one) => one.startsWith("fr")) ? "fr" : "en";
}

/** Keeps the language on this device, and starts the page anew in it. */
export function chooseLanguage(language: Language): void {
  localStorage.setItem(key, language);
  location.reload();
}

/** The language of the page and of what the server answers to it. */
export const language = readLanguage();

/** The texts of a screen, in the language of the page. */
export function inLanguage<Text>(texts: Texts<Text>): Text {
  return texts[language];
}
