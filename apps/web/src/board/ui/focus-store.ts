import { createStore } from "../../data/store.ts";
import type { Spot } from "../model/focus.ts";

/** Where the keyboard's focus is on the board: what actions are about. */
export const focused = createStore<Spot | undefined>(undefined);

/** A spot that the board has yet to scroll to and to focus. */
export const revealed = createStore<Spot | undefined>(undefined);

/** Moves the focus to a spot, and scrolls to it. */
export function reveal(spot: Spot): void {
  focused.set(spot);
  revealed.set(spot);
}

/** The id of the field that filters rows. */
export const rowFilterId = "row-filter";

export function focusRowFilter(): void {
  document.getElementById(rowFilterId)?.querySelector("input")?.focus();
}
