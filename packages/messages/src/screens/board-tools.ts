import { texts } from "./texts.ts";

/** What the filters of the board say. */
export const boardToolsTexts = texts(
  {
    filters: {
      filter: "Filter",
      title: "Filters",
      rowsNamed: "filter rows…",
      all: "all",
      venue: "Venue",
      production: "Production",
      skill: "Skill",
      person: "Person",
      status: "Status",
      unfilled: "Only with open seats",
      findings: "Only with something to look at",
      named: ({ q }: { q: string }) => `Rows: “${q}”`,
      is: ({ name, value }: { name: string; value: string }) => `${name}: ${value}`,
      clear: "Clear filters",
      remove: ({ filter }: { filter: string }) => `Remove the filter ${filter}`,
      shown: ({ count }: { count: number }) => (count === 1 ? "1 mission" : `${count} missions`),
      none: "Nothing matches these filters. Remove one of them above to see more.",
    },
    keys: {
      emptyCell: ({ when, row }: { when: string; row: string }) => `${row}, ${when}: nothing`,
    },
    statuses: {
      all: "All",
      draft: "Draft",
      published: "Published",
      cancelled: "Cancelled",
    },
  },
  {
    filters: {
      filter: "Filtrer",
      title: "Filtres",
      rowsNamed: "filtrer…",
      all: "tous",
      venue: "Lieu",
      production: "Production",
      skill: "Compétence",
      person: "Personne",
      status: "État",
      unfilled: "Seulement à pourvoir",
      findings: "Seulement ce qui est à regarder",
      named: ({ q }) => `Lignes : « ${q} »`,
      is: ({ name, value }) => `${name} : ${value}`,
      clear: "Effacer les filtres",
      remove: ({ filter }) => `Retirer le filtre ${filter}`,
      shown: ({ count }) => (count <= 1 ? `${count} mission` : `${count} missions`),
      none: "Rien ne correspond à ces filtres. Retirez-en un ci-dessus pour voir davantage.",
    },
    keys: {
      emptyCell: ({ when, row }) => `${row}, ${when} : rien`,
    },
    statuses: {
      all: "Tous",
      draft: "Brouillon",
      published: "Publié",
      cancelled: "Annulé",
    },
  },
);
