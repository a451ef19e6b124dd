import { createStore, useStored } from "../../data/store.ts";
import { type Selection, toggled } from "../model/selection.ts";

const nothing: Selection = new Set();
const selection = createStore(nothing);

/** The missions that are selected together, by id. */
export function useSelection(): Selection {
  return useStored(selection, (value) => value);
}

export function currentSelection(): Selection {
  return selection.get();
}

export function selectMissions(mission_ids: readonly string[]): void {
  selection.set(mission_ids.length === 0 ? nothing : new Set(mission_ids));
}

/** Selects a mission together with others, or no longer. The one in the panel is the first of them. */
export function chooseTogether(mission_id: string, inPanel: string | undefined): void {
  const present = selection.get();
  const isFirst = present.size === 0 && inPanel !== undefined && inPanel !== mission_id;
  selection.set(toggled(isFirst ? new Set([inPanel]) : present, mission_id));
}
