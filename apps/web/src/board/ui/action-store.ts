import { createStore } from "../../data/store.ts";
import type { ActionId } from "../model/actions.ts";

/** An action that asks for something, or shows something, until it is done. */
interface Asking {
  readonly action: ActionId;
  /** The mission that it is about. */
  readonly mission_id?: string | undefined;
}

/** The action that asks something now. */
export const asking = createStore<Asking | undefined>(undefined);

export function stopAsking(): void {
  asking.set(undefined);
}
