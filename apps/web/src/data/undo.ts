import { useMutation } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { addOwnEvents } from "./own-events.ts";
import { useRefresh } from "./refresh.ts";
import { client } from "./server.ts";
import { inLanguage } from "./language.ts";
import { sharedTexts } from "@coulisses/messages/screens/shared";

const text = inLanguage(sharedTexts);

/** A change of one's own that can be undone, or one undone that can be redone: by its events, in order. */
interface Step {
  readonly event_ids: readonly string[];
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

/** After a change, or several that are one step: remembers how to undo it, says it, and has the page show what is now. */
export function useDone(): (answer: Answer | readonly Answer[], label: string) => Promise<void> {
  const refresh = useRefresh();
  return async (answer, label) => {
    const event_ids = [answer].flat().flatMap(({ event_id }) => event_id ?? []);
    addOwnEvents(event_ids);
    // What was undone before can no longer be redone.
    if (event_ids.length > 0)
      become({ done: [...steps.done, { event_ids, label }], undone: [], said: label });
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
  const event_ids: string[] = [];
  const leave = (said: string, refused?: unknown) => {
    const taken = event_ids.length === 0 ? [] : [{ ...step, event_ids }];
    become({ ...steps, [list]: left, [other]: [...steps[other], ...taken], said, refused });
  };
  try {
    for (const event_id of step.event_ids.toReversed()) {
      const undone = await client.events.undo.mutate({ event_id });
      event_ids.push(...(undone.event_id === null ? [] : [undone.event_id]));
      addOwnEvents(event_ids);
    }
  } catch (error) {
    // What was taken back before stays so, and can be redone.
    leave("", error);
    throw error;
  }
  leave(list === "done" ? text.undone.undo(step) : text.undone.redo(step));
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
