import type { Present } from "@coulisses/client";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { isOwnEvent } from "./own-events.ts";
import { createRefresher, type Refresher } from "./refresher.ts";
import { client, server } from "./server.ts";
import { createStore, useStored } from "./store.ts";
import { followChanges, page_id } from "./stream.ts";
import { askedBy, isTouched } from "./touched.ts";

interface Live {
  /** Seconds until the next attempt to connect; undefined while there is a connection. */
  readonly retryIn: number | undefined;
  /** The others who have the board open, each once. */
  readonly others: readonly Present[];
}

const live = createStore<Live>({ retryIn: undefined, others: [] });

/** A connection that comes back within this time is not said to be cut. */
const millisecondsUntilSaid = 1000;
const millisecondsBeforeShow = 150;

let refresher: Refresher | undefined;
let selected: string | null = null;
/** What others were told last. */
let told: string | null = null;

/** Shows what others change, and that the server is away, while the component is in the page. */
export function useLive(isAllowed: boolean): void {
  const cache = useQueryClient();
  useEffect(() => (isAllowed ? start(cache) : undefined), [cache, isAllowed]);
}

function start(cache: QueryClient): () => void {
  const own = createRefresher({
    refresh: (changes) =>
      cache.invalidateQueries({
        predicate: ({ queryKey }) => {
          const asked = askedBy(queryKey);
          return changes === "everything" || (asked !== undefined && isTouched(changes, asked));
        },
      }),
    isChanging: () => cache.isMutating() > 0,
    isOwn: isOwnEvent,
  });
  refresher = own;
  const connection = followConnection(cache);
  const unsubscribe = cache.getMutationCache().subscribe(own.look);
  const stop = followChanges({
    onSignal(signal) {
      if (signal.type !== "ready") own.add(signal);
      // Another process, or one that was started anew, does not know it.
      else if (selected !== null) tellSelected(true);
    },
    onPresent: (people) => live.set({ ...live.get(), others: othersIn(people) }),
    onCut: (wait) => connection.onCut(wait),
    onRefused: () => void cache.invalidateQueries({ queryKey: server.me.pathKey() }),
  });
  return () => {
    stop();
    unsubscribe();
    own.stop();
    connection.stop();
    refresher = undefined;
    live.set({ retryIn: undefined, others: [] });
  };
}

function say(retryIn: number | undefined): void {
  live.set({ ...live.get(), retryIn });
}

/** Keeps what is said of the connection. When it is back, what could not be loaded meanwhile is loaded. */
function followConnection(cache: QueryClient) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let seconds = 0;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
  };
  return {
    stop,
    onCut(wait: number | undefined) {
      if (wait === undefined) {
        stop();
        if (live.get().retryIn !== undefined)
          void cache.invalidateQueries({ predicate: ({ state }) => state.status === "error" });
        return say(undefined);
      }
      seconds = Math.max(1, Math.ceil(wait / 1000));
      if (live.get().retryIn !== undefined) return say(seconds);
      // Who is there now is not known either.
      const cut = () => live.set({ retryIn: seconds, others: [] });
      timer ??= setTimeout(cut, millisecondsUntilSaid);
      return undefined;
    },
  };
}

/** The others, each person once, with what they have selected. */
function othersIn(people: readonly Present[]): Present[] {
  const own = people.find((person) => person.page_id === page_id)?.id ?? null;
  const others = new Map<string, Present>();
  for (const person of people) {
    if (person.page_id === page_id || (own !== null && person.id === own)) continue;
    const key = person.id ?? person.page_id;
    if (person.mission_id !== null || !others.has(key)) others.set(key, person);
  }
  return [...others.values()];
}

/** The seconds until the next attempt to connect; undefined while there is a connection. */
export function useCut(): number | undefined {
  return useStored(live, ({ retryIn }) => retryIn);
}

/** The others who have the board open. */
export function useOthers(): readonly Present[] {
  return useStored(live, ({ others }) => others);
}

/** Nothing that others change is shown while something is moved: rows must not move under the pointer. */
export function useHold(isHeld: boolean): void {
  useEffect(() => (isHeld ? refresher?.hold() : undefined), [isHeld]);
}

/** Tells others which mission is selected. */
export function useShowSelected(mission_id: string | undefined): void {
  useEffect(() => {
    selected = mission_id ?? null;
    // Not those that are passed over.
    const timer = setTimeout(() => tellSelected(), millisecondsBeforeShow);
    return () => {
      clearTimeout(timer);
      selected = null;
    };
  }, [mission_id]);
}

function tellSelected(isForgotten = false): void {
  if (refresher === undefined || (told === selected && !isForgotten)) return;
  told = selected;
  client.presence.show.mutate({ page_id, mission_id: selected }).catch(() => {
    // The page says by itself that the server is away, and tells it again when that is back.
  });
}
