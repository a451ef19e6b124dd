/** What a list shows: kept in the address. */
export interface Selection {
  /** What is searched for. */
  q?: string;
  /** The id of what the form beside the list shows, or `new`. */
  selected?: string;
}

/** Reads a selection from the parameters of an address. */
export function parseSelection({ q, selected }: Record<string, unknown>): Selection {
  return {
    ...(typeof q === "string" && q !== "" && { q }),
    ...(typeof selected === "string" && { selected }),
  };
}
