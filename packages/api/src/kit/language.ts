import { AsyncLocalStorage } from "node:async_hooks";
import type { Language } from "@coulisses/messages";

const current = new AsyncLocalStorage<Language>();

/** The language of the answer to the present call. No command has to pass it on. */
export function currentLanguage(): Language {
  return current.getStore() ?? "en";
}

/** Runs some work whose answer is in a language. */
export function speaking<Done>(language: Language, work: () => Done): Done {
  return current.run(language, work);
}
