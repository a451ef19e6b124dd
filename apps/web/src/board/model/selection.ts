/** The missions that are selected together. */
export type Selection = ReadonlySet<string>;

/** The selection with a mission more, or without it if it was in it. */
export function toggled(selection: Selection, mission_id: string): Selection {
  const next = new Set(selection);
  if (!next.delete(mission_id)) next.add(mission_id);
  return next;
}

/** What a drag of a mission takes along: all that is selected, if it is one of them. */
export function takenAlong(selection: Selection, mission_id: string): string[] {
  return selection.has(mission_id)
    ? [mission_id, ...[...selection].filter((id) => id !== mission_id)]
    : [mission_id];
}
