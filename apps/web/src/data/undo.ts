import { useSyncExternalStore } from "react";
import { text } from "./text.ts";

/** A change of one's own that can be undone, or one undone that can be redone: by its event. */
export interface Step {
  readonly event_id: string;
  /** What was done, in words. */
  readonly label: string;
}

interface Steps {
  /** Latest last. */
  readonly done: readonly Step[];
  readonly undone: readonly Step[];
  /** What was done last, for people. */
  readonly said: string;
}

let steps: Steps = { done: [], undone: [], said: "" };
const listeners = new Set<() => void>();

function become(next: Steps): void {
  steps = next;
  for (const listener of listeners) listener();
}

/** Remembers a change. What was undone before can no longer be redone. */
export function rememberDone(step: Step): void {
  become({ done: [...steps.done, step], undone: [], said: step.label });
}

/** Remembers that the last change was undone by an event. */
export function rememberUndone(event_id: string): void {
  const step = steps.done.at(-1);
  if (step === undefined) return;
  become({
    done: steps.done.slice(0, -1),
    undone: [...steps.undone, { ...step, event_id }],
    said: text.done.undone(step),
  });
}

/** Remembers that the change last undone was redone by an event. */
export function rememberRedone(event_id: string): void {
  const step = steps.undone.at(-1);
  if (step === undefined) return;
  become({
    done: [...steps.done, { ...step, event_id }],
    undone: steps.undone.slice(0, -1),
    said: text.done.redone(step),
  });
}

/** Forgets the latest of a list. */
export function forgetLast(list: "done" | "undone"): void {
  become({ ...steps, [list]: steps[list].slice(0, -1) });
}

/** One's own changes on this page, as they are now. */
export function useSteps(): Steps {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => steps,
  );
}
