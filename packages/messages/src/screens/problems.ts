import { texts } from "./texts.ts";

/** What the screen of problems says. */
export const problemsTexts = texts(
  {
    title: "Problems",
    group: "Group",
    person: "By person",
    rule: "By rule",
    level: "Show",
    all: "All",
    serious: "Without notes",
    none: "Nothing speaks against the plan of these weeks.",
    show: "Show on the board",
    count: ({ count }: { count: number }) => `${count} ${count === 1 ? "problem" : "problems"}`,
    rules: {
      overlap: "Two missions at once",
      full: "More people than needed",
      skill: "Skill missing or expired",
      outside: "Work for others at that time",
      planning: "In a planning at that time",
      travel: "Not enough time to travel",
      availability: "Not available",
      options: "Options of several people",
    },
  },
  {
    title: "Problèmes",
    group: "Grouper",
    person: "Par personne",
    rule: "Par règle",
    level: "Afficher",
    all: "Tout",
    serious: "Sans les remarques",
    none: "Rien ne s’oppose au plan de ces semaines.",
    show: "Voir sur le planning",
    count: ({ count }) => `${count} ${count > 1 ? "problèmes" : "problème"}`,
    rules: {
      overlap: "Deux missions en même temps",
      full: "Plus de monde que nécessaire",
      skill: "Compétence absente ou expirée",
      outside: "Travail ailleurs au même moment",
      planning: "Dans un planning au même moment",
      travel: "Pas le temps du trajet",
      availability: "Indisponible",
      options: "Options de plusieurs personnes",
    },
  },
);
