import { texts } from "./texts.ts";

interface Name {
  name: string;
}

/** What screens say of rules: while somebody drags, and where the server refuses something. */
export const lawTexts = texts(
  {
    drag: {
      free: "Nothing speaks against it.",
      engaged: "They are on this mission already.",
      unsure: "Part of this is not known here: the server checks it.",
    },
    override: {
      why: "Reason to do it all the same",
      send: "Override",
      note: "The reason is recorded with your name.",
      final: "Nobody can override this.",
      admins: "An administrator can override this with a reason.",
    },
    refused: {
      show: ({ name }: Name) => `Show on the board: ${name}`,
      together: "Nothing was changed: the missions change together, or not at all.",
      of: ({ title }: { title: string }) => `${title}:`,
      close: "Close",
    },
    stale: {
      title: "It was changed meanwhile",
      field: "Field",
      mine: "You wanted",
      seen: "You saw",
      now: "It is now",
      same: "Nothing that you see is different.",
      keep: "Keep it as it is",
      apply: "Apply mine to it",
      times: "Times",
      venue: "Venue",
      production: "Production",
      name: "Title",
      kind: "Kind",
      positions: "Positions",
      notes: "Notes",
      status: "State",
      person: "Person",
      anySkill: "Any skill",
      none: "—",
    },
    states: {
      draft: "draft",
      published: "published",
      cancelled: "cancelled",
      option: "option",
      confirmed: "confirmed",
      declined: "declined",
      expired: "expired",
    },
  },
  {
    drag: {
      free: "Rien ne s’y oppose.",
      engaged: "Cette personne est déjà sur la mission.",
      unsure: "Une partie n’est pas connue ici\u00A0: le serveur la vérifie.",
    },
    override: {
      why: "Motif pour le faire quand même",
      send: "Passer outre",
      note: "Le motif est enregistré avec votre nom.",
      final: "Personne ne peut passer outre.",
      admins: "Un administrateur peut passer outre en donnant un motif.",
    },
    refused: {
      show: ({ name }) => `Montrer sur le planning\u00A0: ${name}`,
      together: "Rien n’a été modifié\u00A0: les missions changent ensemble, ou pas du tout.",
      of: ({ title }) => `${title}\u00A0:`,
      close: "Fermer",
    },
    stale: {
      title: "Modifié entre-temps",
      field: "Champ",
      mine: "Vous vouliez",
      seen: "Vous voyiez",
      now: "Maintenant",
      same: "Rien de ce que vous voyez n’est différent.",
      keep: "Garder l’état actuel",
      apply: "Appliquer ma modification",
      times: "Horaires",
      venue: "Lieu",
      production: "Production",
      name: "Titre",
      kind: "Nature",
      positions: "Postes",
      notes: "Notes",
      status: "État",
      person: "Personne",
      anySkill: "Toute compétence",
      none: "—",
    },
    states: {
      draft: "brouillon",
      published: "publiée",
      cancelled: "annulée",
      option: "option",
      confirmed: "ferme",
      declined: "déclinée",
      expired: "expirée",
    },
  },
);
