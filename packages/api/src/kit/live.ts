import type { Live } from "./context.ts";
import { DomainError } from "./errors.ts";

/** For procedures that no server calls: nobody follows changes there. */
export const noLive: Live = {
  changed: () => {},
  watch: () => Promise.reject(new DomainError("unavailable")),
  show: () => {},
};
