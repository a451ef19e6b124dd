import { parseSelection, type Selection } from "../routes/selection.ts";

/** What the screen of venues shows: kept in the address. */
export interface VenuesView extends Selection {
  /** The travel times between venues, in place of the list. */
  show?: "ways";
}

/** Reads a view from the parameters of an address. */
export function parseVenuesView(search: Record<string, unknown>): VenuesView {
  return { ...parseSelection(search), ...(search["show"] === "ways" && { show: "ways" }) };
}
