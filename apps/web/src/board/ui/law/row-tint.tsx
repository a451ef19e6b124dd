import { text } from "../../../ui/text.ts";
import type { RowRef } from "../../model/commands.ts";
import { useDrag } from "../drag-store.ts";
import styles from "./row-tint.module.css";
import { keyOf, useTint } from "./tints.ts";

/** Washes a row with the verdict on a drop there, twice as strong where it would be dropped. */
export function RowTint(row: RowRef) {
  const judged = useTint(row);
  const key = keyOf(row);
  const isOver = useDrag((dragged) => dragged?.kind === "missions" && keyOf(dragged.row) === key);
  if (judged === undefined) return null;
  return (
    <div
      className={styles.wash}
      data-verdict={judged.verdict}
      data-over={isOver || undefined}
      aria-hidden
    />
  );
}

const marks = { free: "✓", warned: "!", blocked: "✕" } as const;

/** The same as a mark beside the name of the row, for those who do not see colours. */
export function RowMark(row: RowRef) {
  const judged = useTint(row);
  if (judged === undefined) return null;
  const { verdict, isSure } = judged;
  return (
    <span
      className={styles.mark}
      data-verdict={verdict}
      role="img"
      aria-label={isSure ? text.verdict[verdict] : text.verdict.unsure}
      title={isSure ? undefined : text.verdict.unsure}
    >
      {isSure ? marks[verdict] : "?"}
    </span>
  );
}
