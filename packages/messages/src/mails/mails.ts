/** What a mail needs, by its kind. */
export interface MailParams {
  /** The link works for so many minutes. */
  sign_in: { minutes: number };
  choose_password: { minutes: number };
  /** `is_artist`: as an artist of the organisation, who may share their work for others with it. */
  invitation: { organisation: string; is_artist: boolean; days: number };
}

/** A mail: its kind, and what it needs. */
export type CodedMail<Mail extends keyof MailParams = keyof MailParams> = {
  [One in Mail]: { mail: One; params: MailParams[One] };
}[Mail];

/** The words of a mail, whose link stands between `before` and `after`. */
export interface MailText {
  subject: string;
  before: string;
  after: string;
}
