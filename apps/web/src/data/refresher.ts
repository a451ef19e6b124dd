import type { ChangedSignal } from "@coulisses/client";

/** Changes in quick succession are shown together. */
const millisecondsToGather = 30;
const millisecondsBetweenRefreshes = 300;

interface RefresherOptions {
  /** Loads what the changes touch, or everything. */
  refresh: (changes: ChangedSignal[] | "everything") => Promise<void>;
  /** Whether a change of one's own is on its way: its answer tells its event. */
  isChanging: () => boolean;
  /** Whether an event is a change of one's own, which is shown already. */
  isOwn: (event_id: string) => boolean;
}

/** Decides when the page loads what others have changed. */
export interface Refresher {
  add: (signal: ChangedSignal | { type: "reload" }) => void;
  /** Waits, while something is being moved. @returns ends the wait */
  hold: () => () => void;
  /** Looks again whether it may load. */
  look: () => void;
  stop: () => void;
}

export function createRefresher({ refresh, isChanging, isOwn }: RefresherOptions): Refresher {
  let changes: ChangedSignal[] = [];
  let isEverything = false;
  let isRefreshing = false;
  let holds = 0;
  let last = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function act(): void {
    timer = undefined;
    if (holds > 0 || isRefreshing || isChanging()) return;
    const others = changes.filter(({ event_id }) => !isOwn(event_id));
    const wanted = isEverything ? "everything" : others;
    [changes, isEverything] = [[], false];
    if (wanted.length === 0) return;
    last = performance.now();
    isRefreshing = true;
    // A large plan takes a while: it is not read anew again before it has arrived.
    void refresh(wanted).finally(() => {
      isRefreshing = false;
      look();
    });
  }

  function look(): void {
    if (timer !== undefined || (changes.length === 0 && !isEverything)) return;
    const pause = last + millisecondsBetweenRefreshes - performance.now();
    timer = setTimeout(act, Math.max(millisecondsToGather, pause));
  }

  return {
    add(signal) {
      if (signal.type === "reload") isEverything = true;
      else changes.push(signal);
      look();
    },
    hold() {
      let isHeld = true;
      holds += 1;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        holds -= 1;
        look();
      };
    },
    look,
    stop: () => clearTimeout(timer),
  };
}
