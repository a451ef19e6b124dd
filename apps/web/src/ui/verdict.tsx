import type { Outputs } from "@coulisses/client";
import { text } from "./text.ts";
import styles from "./verdict.module.css";

type VerdictShown = Outputs["missions"]["candidates"]["items"][number]["verdict"];

const marks: Record<VerdictShown, string> = { free: "✓", warned: "!", blocked: "✕" };

/** Whether somebody is free, warned or blocked: by a mark as well as a colour. */
export function Verdict({ verdict }: { verdict: VerdictShown }) {
  return (
    <span
      className={styles.mark}
      data-verdict={verdict}
      role="img"
      aria-label={text.verdict[verdict]}
    >
      {marks[verdict]}
    </span>
  );
}
