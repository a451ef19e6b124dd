import { texts } from "./texts.ts";

interface Missions {
  count: number;
  /** Of the first. */
  title: string;
}

/** What the board says of missions that are dragged, placed, and selected together. */
export const gestureTexts = texts(
  {
    done: {
      change: ({ count, title }: Missions) =>
        count === 1 ? `Moved: ${title}` : `${count} missions moved`,
      copy: ({ count, title }: Missions) =>
        count === 1 ? `Copied: ${title}` : `${count} missions copied`,
      cancel: ({ count, title }: Missions) =>
        count === 1 ? `Cancelled: ${title}` : `${count} missions cancelled`,
      option: ({ name }: { name: string }) => `Option: ${name}`,
      confirmed: ({ name }: { name: string }) => `Confirmed: ${name}`,
      reassign: ({ from, to }: { from: string; to: string }) => `${to} instead of ${from}`,
    },
    drag: {
      several: ({ count }: { count: number }) => `${count} missions`,
      copy: "Copy",
      length: ({ hours }: { hours: string }) => `${hours} long`,
      newMission: "New mission",
      place: "Drop on a mission to place an option, with Ctrl or Cmd to confirm.",
      option: ({ name, title }: { name: string; title: string }) => `Option for ${name}: ${title}`,
      confirmed: ({ name, title }: { name: string; title: string }) =>
        `${name} confirmed: ${title}`,
      reassign: ({ from, to }: { from: string; to: string }) => `${to} instead of ${from}`,
      keys: {
        copy: "Arrows move the copy by 15 minutes, with Shift by a day. Enter puts it there, Escape makes none.",
        end: "Arrows move the end by 15 minutes, with Shift by a day. Shift and R take the start. Enter keeps it, Escape leaves it.",
        start:
          "Arrows move the start by 15 minutes, with Shift by a day. R takes the end. Enter keeps it, Escape leaves it.",
        seat: "Up and down choose somebody. Enter places an option, with Ctrl or Cmd confirmed. Escape leaves it.",
        person:
          "Arrows choose the mission. Enter places an option, with Ctrl or Cmd confirmed. Escape leaves it.",
      },
      row: {
        skills: "Skills are those of the positions: it stays in its row.",
        several: "Several missions move in time only.",
        copy: "A copy has nobody on it: it stays in this row.",
        edge: "An edge changes the times only.",
      },
    },
    position: {
      title: ({ name }: { name: string }) => `On which position is ${name}?`,
      anySkill: "Any skill",
      close: "Place nobody",
    },
    selection: {
      label: "Selected missions",
      count: ({ count }: { count: number }) =>
        count === 1 ? "1 mission selected" : `${count} missions selected`,
      earlier: "Move a day earlier",
      later: "Move a day later",
      copy: "Copy to the next day",
      cancel: "Cancel missions",
      reallyCancel: ({ count }: { count: number }) =>
        count === 1 ? "Really cancel 1 mission" : `Really cancel ${count} missions`,
      clear: "Clear the selection",
    },
    refused: { close: "Close" },
  },
  {
    done: {
      change: ({ count, title }) =>
        count === 1 ? `Déplacement\u00A0: ${title}` : `${count} missions déplacées`,
      copy: ({ count, title }) =>
        count === 1 ? `Copie\u00A0: ${title}` : `${count} missions copiées`,
      cancel: ({ count, title }) =>
        count === 1 ? `Annulation\u00A0: ${title}` : `${count} missions annulées`,
      option: ({ name }) => `Option\u00A0: ${name}`,
      confirmed: ({ name }) => `Ferme\u00A0: ${name}`,
      reassign: ({ from, to }) => `${to} à la place de ${from}`,
    },
    drag: {
      several: ({ count }) => `${count} missions`,
      copy: "Copie",
      length: ({ hours }) => `durée ${hours}`,
      newMission: "Nouvelle mission",
      place: "Déposez sur une mission pour poser une option, avec Ctrl ou Cmd pour engager ferme.",
      option: ({ name, title }) => `Option pour ${name}\u00A0: ${title}`,
      confirmed: ({ name, title }) => `${name} ferme\u00A0: ${title}`,
      reassign: ({ from, to }) => `${to} à la place de ${from}`,
      keys: {
        copy: "Les flèches déplacent la copie de 15 minutes, avec Maj d’un jour. Entrée la pose, Échap abandonne.",
        end: "Les flèches déplacent la fin de 15 minutes, avec Maj d’un jour\u00A0; Maj et R prennent le début. Entrée valide, Échap abandonne.",
        start:
          "Les flèches déplacent le début de 15 minutes, avec Maj d’un jour\u00A0; R prend la fin. Entrée valide, Échap abandonne.",
        seat: "Haut et bas choisissent la personne. Entrée pose une option, avec Ctrl ou Cmd engage ferme. Échap abandonne.",
        person:
          "Les flèches choisissent la mission. Entrée pose une option, avec Ctrl ou Cmd engage ferme. Échap abandonne.",
      },
      row: {
        skills: "Les compétences sont celles des postes\u00A0: la mission reste sur sa ligne.",
        several: "Plusieurs missions ne se déplacent que dans le temps.",
        copy: "Une copie n’a personne\u00A0: elle reste sur cette ligne.",
        edge: "Un bord ne change que les horaires.",
      },
    },
    position: {
      title: ({ name }) => `Sur quel poste placer ${name}\u00A0?`,
      anySkill: "Toute compétence",
      close: "Ne placer personne",
    },
    selection: {
      label: "Missions sélectionnées",
      count: ({ count }) =>
        count === 1 ? "1 mission sélectionnée" : `${count} missions sélectionnées`,
      earlier: "Avancer d’un jour",
      later: "Reculer d’un jour",
      copy: "Copier au lendemain",
      cancel: "Annuler les missions",
      reallyCancel: ({ count }) =>
        count === 1 ? "Annuler vraiment 1 mission" : `Annuler vraiment ${count} missions`,
      clear: "Vider la sélection",
    },
    refused: { close: "Fermer" },
  },
);
