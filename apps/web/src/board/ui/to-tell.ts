import { createContext, use } from "react";
import type { ToTell } from "../../data/changed.ts";

/** The missions with a change that has not been told to everybody. */
export const ToTellContext = createContext<ToTell>(new Map());

/** How many people do not know something of a mission since it was published. */
export function useCountToTell(mission_id: string | undefined): number {
  return use(ToTellContext).get(mission_id ?? "") ?? 0;
}
