import { amounts } from "../amount.ts";
import type { Pages } from "./pages.ts";

const minutesSaid = amounts("fr", "minute");

export const french: Pages = {
  sign_in: () => ({
    title: "Connexion",
    lead: "Vous allez vous connecter avec cette adresse :",
    button: "Se connecter",
    note: "Si vous n’avez rien demandé, ou si ce n’est pas votre adresse, fermez cette page.",
  }),
  choose_password: ({ least, most }) => ({
    title: "Choisir un mot de passe",
    lead: "Ce mot de passe sera celui de cette adresse :",
    button: "Enregistrer et se connecter",
    note: "Les autres sessions ouvertes avec cette adresse seront fermées. Si vous n’avez rien demandé, ou si ce n’est pas votre adresse, fermez cette page.",
    label: "Nouveau mot de passe",
    hint: `De ${least} à ${most} caractères.`,
  }),
  gone: ({ minutes }) => ({
    title: "Ce lien ne fonctionne pas",
    lead: `Il a déjà servi, il date de plus de ${minutesSaid(minutes)}, ou il est incomplet. Demandez-en un nouveau.`,
    back: "Aller à la connexion",
  }),
  failed: () => ({
    title: "Cela n’a pas fonctionné",
    lead: "Ouvrez de nouveau le lien dans une minute. Si cela échoue encore, prévenez la personne qui s’occupe de ce serveur.",
  }),
};
