import type { Outputs } from "@coulisses/client";
import { createContext, use } from "react";

/** Who reads the page, in which organisation and role. */
export type Reader = Outputs["me"]["get"];

export const ReaderContext = createContext<Reader | undefined>(undefined);

/** Who reads the page. Only for screens that are shown once somebody has signed in. */
export function useReader(): Reader {
  const reader = use(ReaderContext);
  if (reader === undefined) throw new Error("This screen is shown before its reader is known.");
  return reader;
}

/** Whether the reader may change what is planned, and what it is planned with. */
export function useMayPlan(): boolean {
  const { role } = useReader();
  return role === "admin" || role === "planner";
}
