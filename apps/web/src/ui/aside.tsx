import type { ReactNode } from "react";
import styles from "./aside.module.css";
import { Button } from "./button.tsx";
import { text } from "./text.ts";

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/** What is selected, beside what it is selected in. */
export function Aside({ title, onClose, children }: Props) {
  return (
    <aside className={styles.aside} aria-label={title}>
      <header className={styles.head}>
        <h2>{title}</h2>
        <Button aria-label={text.form.close} onPress={onClose}>
          ×
        </Button>
      </header>
      {children}
    </aside>
  );
}
