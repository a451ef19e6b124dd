import type { Finding } from "@coulisses/client";
import styles from "./verdict.module.css";
import { text } from "./text.ts";

const marks: Record<Finding["level"], string> = { info: "i", warn: "!", block: "✕" };
const verdicts = { info: "free", warn: "warned", block: "blocked" } as const;

/** How bad a finding is: by a mark as well as a colour. */
export function Level({ level }: Pick<Finding, "level">) {
  return (
    <span
      className={styles.mark}
      data-verdict={verdicts[level]}
      role="img"
      aria-label={text.level[level]}
    >
      {marks[level]}
    </span>
  );
}
