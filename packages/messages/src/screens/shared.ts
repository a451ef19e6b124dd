import { texts } from "./texts.ts";

/** What all screens say. */
export const sharedTexts = texts(
  {
    failure: {
      title: "This could not be loaded",
      away: "The server cannot be reached. Your plan is safe.",
      again: "Try again",
    },
    verdict: {
      free: "free",
      warned: "with a warning",
      blocked: "blocked",
    },
    undone: {
      undo: ({ label }: { label: string }) => `Undone — ${label}`,
      redo: ({ label }: { label: string }) => `Redone — ${label}`,
    },
    screens: {
      label: "Screens",
      agenda: "Agenda",
      board: "Board",
      people: "People",
      venues: "Venues",
      productions: "Productions",
      skills: "Skills",
      publish: "Publish",
      problems: "Problems",
      settings: "Settings",
    },
    form: {
      save: "Save",
      create: "Create",
      remove: "Delete",
      close: "Close",
      more: "Show more",
      loading: "Loading…",
    },
    menu: {
      label: "Menu",
      signOut: "Sign out",
      undo: "Undo",
      redo: "Redo",
      reference: "API reference",
      language: "Français",
      organisation: "Organisation",
    },
  },
  {
    failure: {
      title: "Le chargement a échoué",
      away: "Le serveur est injoignable. Votre plan est intact.",
      again: "Réessayer",
    },
    verdict: {
      free: "libre",
      warned: "avec réserve",
      blocked: "bloqué",
    },
    undone: {
      undo: ({ label }) => `Annulé — ${label}`,
      redo: ({ label }) => `Rétabli — ${label}`,
    },
    screens: {
      label: "Écrans",
      agenda: "Agenda",
      board: "Planning",
      people: "Personnes",
      venues: "Lieux",
      productions: "Productions",
      skills: "Compétences",
      publish: "Publier",
      problems: "Problèmes",
      settings: "Réglages",
    },
    form: {
      save: "Enregistrer",
      create: "Créer",
      remove: "Supprimer",
      close: "Fermer",
      more: "Voir la suite",
      loading: "Chargement…",
    },
    menu: {
      label: "Menu",
      signOut: "Se déconnecter",
      undo: "Annuler",
      redo: "Rétablir",
      reference: "Référence de l’API",
      language: "English",
      organisation: "Organisation",
    },
  },
);
