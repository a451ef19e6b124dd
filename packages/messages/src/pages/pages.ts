/** What a page of the server needs, by its kind. */
export interface PageParams {
  sign_in: undefined;
  /** How many characters a password may have. */
  choose_password: { least: number; most: number };
  /** A link that was used, or is older than so many minutes. */
  gone: { minutes: number };
  /** The server could not do it. */
  failed: undefined;
}

/** A page: its kind, and what it needs. */
export type CodedPage<Page extends keyof PageParams = keyof PageParams> = {
  [One in Page]: { page: One; params: PageParams[One] };
}[Page];

/** The words of a page that only tells something. */
interface NoticeText {
  title: string;
  lead: string;
}

/** The words of a page with a form; its `lead` is followed by the reader's address. */
interface FormText extends NoticeText {
  button: string;
  note: string;
}

/** The same with a field, and what is expected in it. */
interface FieldText extends FormText {
  label: string;
  hint: string;
}

/** The words of each page. */
export interface PageTexts {
  sign_in: FormText;
  choose_password: FieldText;
  gone: NoticeText;
  failed: NoticeText;
}

/** The words of all pages in a language. */
export type Pages = {
  readonly [One in keyof PageParams]: (params: PageParams[One]) => PageTexts[One];
};
