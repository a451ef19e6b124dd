import { texts } from "./texts.ts";

/** The roles of members, and what each may do. */
export const roleTexts = texts(
  {
    names: { admin: "Administrator", planner: "Planner", viewer: "Reader", artist: "Artist" },
    may: {
      admin: "plans, and manages members and settings",
      planner: "plans, publishes, and keeps people, venues and productions",
      viewer: "reads everything, and changes nothing",
      artist: "sees their own missions, and edits their availabilities",
    },
  },
  {
    names: {
      admin: "Administrateur",
      planner: "Planificateur",
      viewer: "Lecteur",
      artist: "Artiste",
    },
    may: {
      admin: "planifie, gère les membres et les réglages",
      planner: "planifie, publie, tient les personnes, les lieux et les productions",
      viewer: "lit tout, ne modifie rien",
      artist: "voit ses missions, modifie ses disponibilités",
    },
  },
);
