import { texts } from "./texts.ts";

/** How much of the demo festival there is. */
interface Loaded {
  venues: number;
  productions: number;
  people: number;
  missions: number;
}

/** A count with its word; nothing for none. */
function counted(count: number, [one, many]: [one: string, many: string]): string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
}

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
    demo: {
      about:
        "Or look around first, with a festival of three venues, sixty people and two weeks. Nothing removes it in one go: keep it out of an organisation that is to be planned.",
      load: "Load the demo festival",
      busy: "The demo festival is loading. It takes some seconds.",
      loading: "Loading…",
      unfinished: "The demo festival is loaded in part.",
      howOn:
        "To continue makes nothing twice. What is there can also be deleted where venues, productions, people and missions are listed.",
      goOn: "Continue loading",
      leave: "Leave it so",
      loaded: ({ venues, productions, people, missions }: Loaded) =>
        [
          ...counted(venues, ["venue", "venues"]),
          ...counted(productions, ["production", "productions"]),
          ...counted(people, ["person", "people"]),
          ...counted(missions, ["mission", "missions"]),
        ].join(", "),
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
    demo: {
      about:
        "Ou regardez d’abord, avec un festival de trois lieux, soixante personnes et deux semaines. Rien ne le retire d’un seul geste\u00A0: à éviter dans l’organisation où vous planifierez.",
      load: "Charger le festival de démonstration",
      busy: "Le festival de démonstration se charge, en quelques secondes.",
      loading: "Chargement…",
      unfinished: "Le festival de démonstration est chargé en partie.",
      howOn:
        "Continuer ne crée rien deux fois. Ce qui est là peut aussi être supprimé dans les listes de lieux, de productions, de personnes et de missions.",
      goOn: "Continuer le chargement",
      leave: "Laisser ainsi",
      loaded: ({ venues, productions, people, missions }) =>
        [
          ...counted(venues, ["lieu", "lieux"]),
          ...counted(productions, ["production", "productions"]),
          ...counted(people, ["personne", "personnes"]),
          ...counted(missions, ["mission", "missions"]),
        ].join(", "),
    },
  },
);
