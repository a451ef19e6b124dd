import { type ReactNode, useState } from "react";
import styles from "./asking-button.module.css";
import { Button } from "./button.tsx";
import { text } from "./text.ts";

interface Props {
  /** What is asked first: what it does, and that it cannot be undone. */
  question: string;
  isDisabled?: boolean;
  onConfirm: () => void;
  /** A verb. */
  children: ReactNode;
}

/** A button for what cannot be undone. It asks once, in its place. */
export function AskingButton({ question, isDisabled = false, onConfirm, children }: Props) {
  const [isAsking, setAsking] = useState(false);
  if (!isAsking)
    return (
      <Button isDisabled={isDisabled} onPress={() => setAsking(true)}>
        {children}
      </Button>
    );
  return (
    <div
      className={styles.asking}
      role="group"
      aria-label={question}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        setAsking(false);
      }}
    >
      <p>{question}</p>
      <div className={styles.answers}>
        <Button autoFocus onPress={() => setAsking(false)}>
          {text.form.keep}
        </Button>
        <Button
          isDisabled={isDisabled}
          onPress={() => {
            setAsking(false);
            onConfirm();
          }}
        >
          {children}
        </Button>
      </div>
    </div>
  );
}
