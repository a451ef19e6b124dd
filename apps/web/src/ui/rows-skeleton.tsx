import styles from "./rows-skeleton.module.css";
import { text } from "./text.ts";

/** Rows to come. They are seen only if they take long. */
export function RowsSkeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-label={text.form.loading}>
      {Array.from({ length: 8 }, (_, row) => (
        <div key={row} />
      ))}
    </div>
  );
}
