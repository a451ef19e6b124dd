import type { Language } from "@coulisses/labour";
import { typesetEach } from "../typeset.ts";
import { english } from "./en.ts";
import { french } from "./fr.ts";
import type { PageParams, Pages, CodedPage, PageTexts } from "./pages.ts";

const pages: Record<Language, Pages> = { en: english, fr: french };

/**
 * The text of a page in a language, not escaped for HTML.
 *
 * @example textOfPage({ page: "gone", params: { minutes: 15 } }, "en").title;
 * // "This link does not work"
 */
export function textOfPage<Page extends keyof PageParams>(
  { page, params }: CodedPage<Page>,
  language: Language,
): PageTexts[Page] {
  const text = pages[language][page];
  return typesetEach(text(params), language);
}
