import type { ReactNode } from "react";
import styles from "./settings.module.css";
import { text } from "./text.ts";

/** What can be done with a list, above it. */
export function Tools({ children }: { children: ReactNode }) {
  return (
    <section className={styles.tools} aria-label={text.actions}>
      {children}
    </section>
  );
}
