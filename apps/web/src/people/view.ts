import { parseSelection, type Selection } from "../routes/selection.ts";

/** What the list of people shows: kept in the address. */
export interface PeopleView extends Selection {
  /** The code of the skill that they have. */
  skill?: string;
}

/** Reads a view from the parameters of an address. */
export function parsePeopleView(search: Record<string, unknown>): PeopleView {
  return {
    ...parseSelection(search),
    ...(typeof search["skill"] === "string" && { skill: search["skill"] }),
  };
}
