import { texts } from "./texts.ts";

/** What the screen says that asks who somebody is. */
export const signInTexts = texts(
  {
    title: "Sign in",
    email: "Email address",
    password: "Password",
    submit: "Sign in",
    link: "Mail me a link",
    sent: "If this address is known, a link is on its way to it.",
  },
  {
    title: "Se connecter",
    email: "Adresse mail",
    password: "Mot de passe",
    submit: "Se connecter",
    link: "M’envoyer un lien",
    sent: "Si cette adresse est connue, un lien lui est envoyé.",
  },
);
