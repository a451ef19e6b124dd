import { texts } from "./texts.ts";

interface Between {
  from: string;
  to: string;
}

/** What the screen of venues says. */
export const venuesTexts = texts(
  {
    title: "Venues",
    search: "Search venues",
    add: "New venue",
    none: "No venue yet. Create the first one: missions happen there.",
    notFound: "No venue has these words.",
    shown: "What is shown",
    list: "List",
    ways: "Travel times",
    name: "Name",
    address: "Address",
    zone: "Time zone",
    access: "Access",
    contacts: "Contacts",
    contact: {
      name: "Name",
      role: "Role",
      email: "Email address",
      phone: "Phone",
      add: "Add a contact",
      remove: ({ name }: { name: string }) => `Remove ${name || "the contact"}`,
    },
    remove: ({ name }: { name: string }) =>
      `Delete ${name} with its travel times? This cannot be undone.`,
    matrix: {
      label: "Travel times between venues, in minutes",
      help: "Minutes, or 1 h 30. The way back takes the same time, unless you give it its own. Arrows lead from cell to cell, Enter keeps and goes down, Escape leaves it as it was.",
      oneWay: "Change one direction only",
      from: "From \\ to",
      way: ({ from, to }: Between) => `From ${from} to ${to}`,
      minutes: ({ minutes }: { minutes: number }) => `${minutes} minutes`,
      unset: "no time",
      uneven: "The way back takes another time.",
      unread: ({ text }: { text: string }) =>
        `“${text}” is no time. Write minutes, up to 2 days: 45, or 1 h 30.`,
      few: "Travel times are between two venues. Create the next one.",
    },
  },
  {
    title: "Lieux",
    search: "Chercher un lieu",
    add: "Nouveau lieu",
    none: "Aucun lieu pour l’instant. Créez le premier\u00A0: les missions s’y passent.",
    notFound: "Aucun lieu ne contient ces mots.",
    shown: "Ce qui est affiché",
    list: "Liste",
    ways: "Trajets",
    name: "Nom",
    address: "Adresse",
    zone: "Fuseau horaire",
    access: "Accès",
    contacts: "Contacts",
    contact: {
      name: "Nom",
      role: "Fonction",
      email: "Adresse mail",
      phone: "Téléphone",
      add: "Ajouter un contact",
      remove: ({ name }) => `Retirer ${name || "le contact"}`,
    },
    remove: ({ name }) => `Supprimer ${name} et ses temps de trajet\u00A0? C’est définitif.`,
    matrix: {
      label: "Temps de trajet entre les lieux, en minutes",
      help: "En minutes, ou 1\u00A0h\u00A030. Le retour dure autant que l’aller, sauf s’il a sa propre durée. Les flèches mènent d’une case à l’autre, Entrée valide et descend, Échap abandonne.",
      oneWay: "Changer un seul sens",
      from: "De \\ à",
      way: ({ from, to }) => `De ${from} à ${to}`,
      minutes: ({ minutes }) => `${minutes} minutes`,
      unset: "sans durée",
      uneven: "Le retour a une autre durée.",
      unread: ({ text }) =>
        `«\u00A0${text}\u00A0» n’est pas une durée. Écrivez des minutes, jusqu’à 2 jours\u00A0: 45, ou 1\u00A0h\u00A030.`,
      few: "Un trajet relie deux lieux. Créez le suivant.",
    },
  },
);
