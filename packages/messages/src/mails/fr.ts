import { amounts } from "../amount.ts";
import type { Texts } from "../catalogue.ts";
import type { MailParams, MailText } from "./mails.ts";

const minutesSaid = amounts("fr", "minute");
const daysSaid = amounts("fr", "day");

export const french: Texts<MailParams, MailText> = {
  sign_in: ({ minutes }) => ({
    subject: "Votre lien de connexion",
    before: `Pour vous connecter, ouvrez ce lien dans les ${minutesSaid(minutes)}. Il ne sert qu’une fois.`,
    after:
      "Si vous n’avez rien demandé, ignorez ce message : personne ne peut se connecter sans ce lien.",
  }),
  choose_password: ({ minutes }) => ({
    subject: "Choisir votre mot de passe",
    before: `Pour choisir votre mot de passe, ouvrez ce lien dans les ${minutesSaid(minutes)}. Il ne sert qu’une fois.`,
    after: "Si vous n’avez rien demandé, ignorez ce message : rien ne change.",
  }),
  invitation: ({ organisation, is_artist, days }) => ({
    subject: `Invitation : ${organisation}`,
    before: `Vous êtes invité·e à rejoindre ${organisation}. Connectez-vous avec cette adresse, puis acceptez l’invitation :`,
    after: `${is_artist ? `${sharing(organisation)}\n\n` : ""}L’invitation est valable ${daysSaid(days)}.`,
  }),
};

function sharing(organisation: string): string {
  return `En acceptant, vous partagez vos périodes de travail pour d’autres : ${organisation} et les autres organisations avec lesquelles vous les partagez sauront quand vous travaillez, jamais où, ni pour qui. Vous pouvez accepter sans les partager, et cesser à tout moment.`;
}
