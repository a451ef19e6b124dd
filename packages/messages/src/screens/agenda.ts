import { texts } from "./texts.ts";

/** What the agenda says: that of an artist, and the plan on a phone. */
export const agendaTexts = texts(
  {
    title: "Agenda",
    today: "today",
    open: "Open seats",
    none: "Nothing is planned for you. What is published appears here.",
    sections: "Sections",
    agenda: "Agenda",
    availabilities: "Availability",
    counters: "Counters",
    team: "Team",
    alone: "Nobody else is confirmed yet.",
    notes: "Notes",
    breaks: "Breaks",
    cancelled: "cancelled",
    offline: ({ at }: { at: string }) => `No network. This is what you read last, ${at}.`,
  },
  {
    title: "Agenda",
    today: "aujourd’hui",
    open: "À pourvoir",
    none: "Rien n’est prévu pour vous. Ce qui est publié apparaît ici.",
    sections: "Rubriques",
    agenda: "Agenda",
    availabilities: "Disponibilités",
    counters: "Compteurs",
    team: "Équipe",
    alone: "Personne d’autre n’est encore engagé ferme.",
    notes: "Notes",
    breaks: "Pauses",
    cancelled: "annulé",
    offline: ({ at }) => `Pas de réseau. Voici ce que vous avez lu en dernier, ${at}.`,
  },
);
