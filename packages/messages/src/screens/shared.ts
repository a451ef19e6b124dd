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
    menu: {
      label: "Menu",
      signOut: "Sign out",
      undo: "Undo",
      redo: "Redo",
      reference: "API reference",
      language: "Français",
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
    menu: {
      label: "Menu",
      signOut: "Se déconnecter",
      undo: "Annuler",
      redo: "Rétablir",
      reference: "Référence de l’API",
      language: "English",
    },
  },
);
