import { useSyncExternalStore } from "react";
import { dehydrate, hydrate, onlineManager, type QueryClient } from "@tanstack/react-query";

const place = "coulisses.agenda";

/** The key of the agenda. Nothing is kept on a device on which no agenda is read. */
export const agendaKey = ["agenda"];

/** The options of a query whose last answer is kept on this device, to be read without network. */
export const kept = { meta: { isKept: true }, gcTime: Infinity } as const;

/** Starts with what was kept, and keeps what is read from now on. */
export function keepOnDevice(cache: QueryClient): void {
  // Without network nothing is asked for: what was kept is shown at once.
  onlineManager.setOnline(navigator.onLine);
  const stored = localStorage.getItem(place);
  if (stored !== null) hydrate(cache, JSON.parse(stored));
  let isDue = false;
  cache.getQueryCache().subscribe(({ type, query }) => {
    if (type !== "updated" || query.meta?.["isKept"] !== true || isDue) return;
    isDue = true;
    // Answers that arrive together are written once.
    setTimeout(() => {
      isDue = false;
      store(cache);
    });
  });
}

/** Whether there is a network. */
export function useIsOnline(): boolean {
  return useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  );
}

/** Forgets what was kept: at signing out. */
export function forgetOnDevice(): void {
  localStorage.removeItem(place);
}

function store(cache: QueryClient): void {
  if (cache.getQueryData(agendaKey) === undefined) return;
  const state = dehydrate(cache, {
    shouldDehydrateQuery: ({ meta, state: { data } }) =>
      meta?.["isKept"] === true && data !== undefined,
  });
  localStorage.setItem(place, JSON.stringify(state));
}
