import { useSyncExternalStore } from "react";

const narrow = matchMedia("(width < 700px)");
const compact = matchMedia("(width < 1200px)");

/** Whether the window is as narrow as a phone: there is no room for the board. */
export function useIsNarrow(): boolean {
  return useMatches(narrow);
}

/** Whether the header has no room for all controls: those that are used less stand behind a button. */
export function useIsCompact(): boolean {
  return useMatches(compact);
}

function useMatches(media: MediaQueryList): boolean {
  return useSyncExternalStore(
    (listener) => {
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    () => media.matches,
  );
}
