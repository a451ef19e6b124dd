import { texts } from "./texts.ts";

/** What the board of an organisation says that has planned nothing yet. */
export const firstStepsTexts = texts(
  {
    label: "First steps",
    step: ({ step, steps }: { step: number; steps: number }) => `Step ${step} of ${steps}`,
    why: {
      venue: "Begin with a venue: each mission is at one.",
      production: "Then a production, which missions belong to.",
      people: "Then the people: paste their list from a spreadsheet.",
      mission: "All is there for the first mission.",
    },
    go: {
      venue: "Create a venue",
      production: "Create a production",
      people: "Add people",
      mission: "Plan the first mission",
    },
  },
  {
    label: "Premiers pas",
    step: ({ step, steps }) => `Étape ${step} sur ${steps}`,
    why: {
      venue: "Commencez par un lieu\u00A0: chaque mission en a un.",
      production: "Ensuite une production, à laquelle les missions appartiennent.",
      people: "Puis les personnes\u00A0: collez leur liste depuis un tableur.",
      mission: "Tout est prêt pour la première mission.",
    },
    go: {
      venue: "Créer un lieu",
      production: "Créer une production",
      people: "Ajouter des personnes",
      mission: "Planifier la première mission",
    },
  },
);
