import { type Present, retryIn, type Signal } from "@coulisses/client";
import { client } from "./server.ts";

/** Names this page among all pages that are open. Pages over plain http have no `crypto.randomUUID`. */
export const page_id = idOf(crypto.getRandomValues(new Uint8Array(16)));

function idOf(bytes: Uint8Array): string {
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-4$3-8$4-$5");
}

/** A page that nobody sees leaves its connection to others: browsers open six to one server. */
const millisecondsHidden = 60_000;

/** A refusal that is not about who reads may end by itself. */
const millisecondsAfterRefusal = 30_000;

interface Handlers {
  onSignal: (signal: Exclude<Signal, { type: "present" }>) => void;
  onPresent: (people: Present[]) => void;
  /** Called with the milliseconds until the next attempt; undefined once there is a connection. */
  onCut: (wait: number | undefined) => void;
  /** The server does not let the reader follow the changes any more. */
  onRefused: () => void;
}

/** Follows the changes while the page is seen. @returns ends it */
export function followChanges(handlers: Handlers): () => void {
  let lastEventId: string | undefined;
  let stop: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function start(): void {
    clearTimeout(timer);
    if (stop !== undefined) return;
    const after = lastEventId === undefined ? {} : { lastEventId };
    const stream = client.changes.watch.subscribe(
      { page_id, ...after },
      {
        onData({ id, data }) {
          lastEventId = id;
          if (data.type === "present") handlers.onPresent(data.people);
          else handlers.onSignal(data);
        },
        onConnectionStateChange({ state, error }) {
          if (state === "pending") handlers.onCut(undefined);
          else if (state === "connecting" && error) handlers.onCut(retryIn(error) ?? 0);
        },
        onError() {
          end();
          timer = setTimeout(start, millisecondsAfterRefusal);
          handlers.onRefused();
        },
      },
    );
    stop = () => stream.unsubscribe();
  }

  function end(): void {
    clearTimeout(timer);
    stop?.();
    stop = undefined;
  }

  function onVisibility(): void {
    if (document.visibilityState === "visible") return start();
    clearTimeout(timer);
    timer = setTimeout(end, millisecondsHidden);
    return undefined;
  }

  const listening = new AbortController();
  const { signal } = listening;
  document.addEventListener("visibilitychange", onVisibility, { signal });
  // A page that browsers keep for the way back is not present meanwhile.
  window.addEventListener("pagehide", end, { signal });
  window.addEventListener("pageshow", (event) => event.persisted && start(), { signal });
  start();
  return () => {
    listening.abort();
    end();
  };
}
