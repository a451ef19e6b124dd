import { useEffect, useEffectEvent } from "react";
import { useSteps, useUndo } from "../data/undo.ts";
import { Button } from "../ui/button.tsx";
import { Refusal } from "../ui/refusal.tsx";
import { text } from "../ui/text.ts";
import styles from "./undo-buttons.module.css";

/** Undoes and redoes one's own last changes, also by Ctrl-Z and Ctrl-Shift-Z, and says what it did. */
export function UndoButtons() {
  const { done, undone, said, refused } = useSteps();
  const { undo, redo } = useUndo();
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const isMeant = event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey);
    if (!isMeant || isField(event.target)) return;
    event.preventDefault();
    if (event.shiftKey) redo.mutate();
    else undo.mutate();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", listener);
    return () => document.removeEventListener("keydown", listener);
  }, []);

  return (
    <>
      <Button
        aria-label={text.menu.undo}
        isDisabled={done.length === 0}
        onPress={() => undo.mutate()}
      >
        ↶
      </Button>
      <span className={styles.redo} data-idle={undone.length === 0 || undefined}>
        <Button
          aria-label={text.menu.redo}
          isDisabled={undone.length === 0}
          onPress={() => redo.mutate()}
        >
          ↷
        </Button>
      </span>
      <div className={styles.said} role="status">
        {said}
      </div>
      {refused !== undefined && (
        <div className={styles.said}>
          <Refusal error={refused} />
        </div>
      )}
    </>
  );
}

/** A field undoes what was typed in it. */
function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
}
