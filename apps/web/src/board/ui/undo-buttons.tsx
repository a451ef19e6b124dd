import { useEffect, useEffectEvent } from "react";
import { useUndo } from "../../data/plan.ts";
import { text } from "../../data/text.ts";
import { forgetLast, rememberRedone, rememberUndone, useSteps } from "../../data/undo.ts";
import { Button } from "../../ui/button.tsx";
import { Refusal } from "../../ui/refusal.tsx";
import styles from "./undo-buttons.module.css";

/** Undoes and redoes one's own last changes, also by Ctrl-Z and Ctrl-Shift-Z, and says what it did. */
export function UndoButtons() {
  const { done, undone, said } = useSteps();
  const undo = useStep("done");
  const redo = useStep("undone");
  const [last, next] = [done.at(-1), undone.at(-1)];
  const isPending = undo.isPending || redo.isPending;
  const goBack = () => last && undo.mutate({ event_id: last.event_id });
  const goForward = () => next && redo.mutate({ event_id: next.event_id });

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const isMeant = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey);
    // A field undoes what was typed in it.
    if (!isMeant || isPending || event.target instanceof HTMLInputElement) return;
    event.preventDefault();
    if (event.shiftKey) goForward();
    else goBack();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);

  const refused = undo.error ?? redo.error;
  return (
    <>
      <Button aria-label={text.menu.undo} isDisabled={!last || isPending} onPress={goBack}>
        ↶
      </Button>
      <Button aria-label={text.menu.redo} isDisabled={!next || isPending} onPress={goForward}>
        ↷
      </Button>
      <div className={styles.said} role="status">
        {refused === null ? said : <Refusal error={refused} />}
      </div>
    </>
  );
}

/** Undoes the last step of a list. A step that cannot be undone any more leaves the list. */
function useStep(list: "done" | "undone") {
  const remember = list === "done" ? rememberUndone : rememberRedone;
  return useUndo({
    onUndone: (event_id) => (event_id === null ? forgetLast(list) : remember(event_id)),
    onError: () => forgetLast(list),
  });
}
