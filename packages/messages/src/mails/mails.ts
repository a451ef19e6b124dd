/** The params of each mail. */
export interface MailParams {
  /** `minutes`: how long the link works. */
  sign_in: { minutes: number };
  choose_password: { minutes: number };
  /** `is_artist`: an artist is invited, who may share their work for others with the organisation. */
  invitation: { organisation: string; is_artist: boolean; days: number };
}

/** A mail as data: which one, and its params. */
export type CodedMail<Mail extends keyof MailParams = keyof MailParams> = {
  [One in Mail]: { mail: One; params: MailParams[One] };
}[Mail];

/** The text of a mail; its link stands between `before` and `after`. */
export interface MailText {
  subject: string;
  before: string;
  after: string;
}
