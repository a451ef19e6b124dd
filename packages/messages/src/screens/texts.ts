import type { Language } from "@coulisses/labour";

/** What a screen says, in each language. */
export type Texts<Text> = Readonly<Record<Language, Text>>;

/** The texts of a screen. A text that one of the languages lacks does not compile. */
export function texts<Text>(en: Text, fr: NoInfer<Text>): Texts<Text> {
  return { en, fr };
}
