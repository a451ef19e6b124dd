/** The params of each page of the server. */
export interface PageParams {
  sign_in: undefined;
  /** `least` and `most`: how many characters a password has. */
  choose_password: { least: number; most: number };
  /** The link cannot be used; `minutes`: how long links work. */
  gone: { minutes: number };
  /** The server failed. */
  failed: undefined;
}

/** A page as data: which one, and its params. */
export type CodedPage<Page extends keyof PageParams = keyof PageParams> = {
  [One in Page]: { page: One; params: PageParams[One] };
}[Page];

/** A page that is only read. */
interface NoticeText {
  title: string;
  lead: string;
}

/** A page with a form; the reader's address follows `lead`. */
interface FormText extends NoticeText {
  button: string;
  note: string;
}

/** A page with a form and a field; `hint` says what the field takes. */
interface FieldText extends FormText {
  label: string;
  hint: string;
}

/** The text of each page. */
export interface PageTexts {
  sign_in: FormText;
  choose_password: FieldText;
  gone: NoticeText & { back: string };
  failed: NoticeText;
}

/** The texts of all pages in one language. */
export type Pages = {
  readonly [One in keyof PageParams]: (params: PageParams[One]) => PageTexts[One];
};
