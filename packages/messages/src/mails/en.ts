import { amounts } from "../amount.ts";
import type { Texts } from "../catalogue.ts";
import type { MailParams, MailText } from "./mails.ts";

const minutesSaid = amounts("en", "minute");
const daysSaid = amounts("en", "day");

export const english: Texts<MailParams, MailText> = {
  sign_in: ({ minutes }) => ({
    subject: "Your sign-in link",
    before: `To sign in, open this link within ${minutesSaid(minutes)}. It works once.`,
    after: "If you did not ask for it, ignore this mail: nobody can sign in without this link.",
  }),
  choose_password: ({ minutes }) => ({
    subject: "Choose your password",
    before: `To choose your password, open this link within ${minutesSaid(minutes)}. It works once.`,
    after: "If you did not ask for it, ignore this mail: nothing changes.",
  }),
  invitation: ({ organisation, is_artist, days }) => ({
    subject: `Invitation: ${organisation}`,
    before: `You are invited to join ${organisation}. Sign in with this address, then accept the invitation:`,
    after: `${is_artist ? `${sharing(organisation)}\n\n` : ""}The invitation is valid for ${daysSaid(days)}.`,
  }),
};

function sharing(organisation: string): string {
  return `If you accept, you share when you work for others: ${organisation} and the other organisations with which you share it will know when you work, never where or for whom. You can accept without sharing it, and stop at any time.`;
}
