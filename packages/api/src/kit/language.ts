import { AsyncLocalStorage } from "node:async_hooks";
import type { Language } from "@coulisses/messages";

const current = new AsyncLocalStorage<Language>();

/** The language in which the present call is answered: what is said deep in a command needs no parameter. */
export function currentLanguage(): Language {
  return current.getStore() ?? "en";
}

/** Does some work that is answered in a language. */
export function speaking<Done>(language: Language, work: () => Done): Done {
  return current.run(language, work);
}
