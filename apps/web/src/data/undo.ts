import { useMutation } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { addOwnEvent } from "./own-events.ts";
import { useRefresh } from "./refresh.ts";
import { client } from "./server.ts";
import { inLanguage } from "./language.ts";
import { sharedTexts } from "@coulisses/messages/screens/shared";

const text = inLanguage(sharedTexts);

/** A change of one's own that can be undone, or one undone that can be redone: by its event. */
interface Step {
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
  /** Why the latest undo or redo was refused. */
  readonly refused?: unknown;
}

type List = "done" | "undone";

let steps: Steps = { done: [], undone: [], said: "" };
const listeners = new Set<() => void>();

function become(next: Steps): void {
  steps = next;
  for (const listener of listeners) listener();
}

/** What the server answers to a change: the event by which it can be undone, null if nothing changed. */
export interface Answer {
  event_id: string | null;
}

/** After a change: remembers how to undo it, says it, and has the page show what is now. */
export function useDone(): (answer: Answer, label: string) => Promise<void> {
  const refresh = useRefresh();
  return async ({ event_id }, label) => {
    if (event_id !== null) {
      addOwnEvent(event_id);
      // What was undone before can no longer be redone.
      become({ done: [...steps.done, { event_id, label }], undone: [], said: label });
    }
    await refresh();
  };
}

/**
 * Undoes and redoes one's own changes, latest first. What is asked for while another undo is on its way follows
 * it: nothing is lost of Ctrl-Z pressed twice.
 */
export function useUndo() {
  const refresh = useRefresh();
  const take = (list: List) => ({
    scope: { id: "undo" },
    mutationFn: () => takeBack(list),
    onSettled: () => void refresh(),
  });
  return { undo: useMutation(take("done")), redo: useMutation(take("undone")) };
}

/** Takes back the latest change of a list; one that cannot be taken back any more leaves the list. */
async function takeBack(list: List): Promise<void> {
  const step = steps[list].at(-1);
  if (step === undefined) return;
  const left = steps[list].slice(0, -1);
  const other = list === "done" ? "undone" : "done";
  const leave = (event_id: string | null, said: string, refused?: unknown) => {
    const taken = event_id === null ? [] : [{ ...step, event_id }];
    become({ ...steps, [list]: left, [other]: [...steps[other], ...taken], said, refused });
  };
  try {
    const { event_id } = await client.events.undo.mutate({ event_id: step.event_id });
    if (event_id !== null) addOwnEvent(event_id);
    leave(event_id, list === "done" ? text.undone.undo(step) : text.undone.redo(step));
  } catch (error) {
    leave(null, "", error);
    throw error;
  }
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
