import { createStore } from "../../data/store.ts";
import type { Spot } from "../model/focus.ts";

/** Where the keyboard's focus is on the board: what commands are about. */
export const focused = createStore<Spot | undefined>(undefined);
