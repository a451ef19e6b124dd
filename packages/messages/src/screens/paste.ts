import { texts } from "./texts.ts";

interface Fault {
  about: string;
}

/** What is said where people are pasted from a spreadsheet, or exported for one. */
export const pasteTexts = texts(
  {
    file: "people",
    phone: "Phone",
    rows: "Rows from a spreadsheet",
    help: "Copy the rows, with or without their heading: name, email address, skills. Several skills are separated by commas. With a heading, the columns may be in another order, and others are left out.",
    hint: "Camille Fontaine\tcamille@example.org\tSound, Light",
    preview: "What is created",
    line: "Line",
    status: "Status",
    good: "to be created",
    created: "created",
    none: "There is no row in it.",
    most: ({ count }: { count: number }) =>
      `Only the first ${count} are read: paste the others after these.`,
    faults: {
      noName: () => "The name is missing.",
      longName: () => "The name has more than 255 characters.",
      email: ({ about }: Fault) => `“${about}” is no email address.`,
      skill: ({ about }: Fault) => `There is no skill “${about}”: create it first, or correct it.`,
      taken: () => "Somebody of this name is there already.",
      twice: () => "This name is in the list twice.",
    },
    faulty: ({ count }: { count: number }) =>
      count === 1
        ? "1 line with an error is left out: correct it above."
        : `${count} lines with an error are left out: correct them above.`,
    create: ({ count }: { count: number }) =>
      count === 1 ? "Create 1 person" : `Create ${count} people`,
    creating: "Creating…",
    done: ({ count }: { count: number }) =>
      count === 1 ? "1 person created." : `${count} people created.`,
    stopped: ({ name }: { name: string }) =>
      `Stopped at ${name}, who was not created, nor was anybody after them:`,
    half: ({ name }: { name: string }) =>
      `${name} was created without email address and skills, and nobody after them:`,
  },
  {
    file: "personnes",
    phone: "Téléphone",
    rows: "Lignes d’un tableur",
    help: "Copiez les lignes, avec ou sans leur en-tête : nom, adresse mail, compétences. Séparez plusieurs compétences par des virgules. Avec un en-tête, l’ordre des colonnes est libre, et les autres sont ignorées.",
    hint: "Camille Fontaine\tcamille@example.org\tSon, Lumière",
    preview: "Ce qui sera créé",
    line: "Ligne",
    status: "État",
    good: "à créer",
    created: "créée",
    none: "Il n’y a aucune ligne.",
    most: ({ count }) => `Seules les ${count} premières sont lues : collez les autres ensuite.`,
    faults: {
      noName: () => "Le nom manque.",
      longName: () => "Le nom a plus de 255 caractères.",
      email: ({ about }) => `« ${about} » n’est pas une adresse mail.`,
      skill: ({ about }) =>
        `Il n’y a pas de compétence « ${about} » : créez-la d’abord, ou corrigez.`,
      taken: () => "Quelqu’un porte déjà ce nom.",
      twice: () => "Ce nom est deux fois dans la liste.",
    },
    faulty: ({ count }) =>
      count === 1
        ? "1 ligne en erreur est laissée de côté : corrigez-la ci-dessus."
        : `${count} lignes en erreur sont laissées de côté : corrigez-les ci-dessus.`,
    create: ({ count }) => (count === 1 ? "Créer 1 personne" : `Créer ${count} personnes`),
    creating: "Création…",
    done: ({ count }) => (count === 1 ? "1 personne créée." : `${count} personnes créées.`),
    stopped: ({ name }) => `Arrêt à ${name} : cette personne n’est pas créée, ni les suivantes.`,
    half: ({ name }) => `${name} est créée sans adresse mail ni compétences, et personne après :`,
  },
);
