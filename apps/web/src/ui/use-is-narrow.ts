import { useSyncExternalStore } from "react";

const narrow = matchMedia("(width < 700px)");

/** Whether the window is as narrow as a phone: there is no room for the board. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrow.addEventListener("change", listener);
      return () => narrow.removeEventListener("change", listener);
    },
    () => narrow.matches,
  );
}
