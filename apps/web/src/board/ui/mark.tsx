import styles from "./mark.module.css";

/** Says that something is wrong, by a mark as well as a colour. */
export function Mark({ level }: { level: "block" | "warn" }) {
  return (
    <span className={styles.mark} data-level={level} aria-hidden>
      {level === "block" ? "✕" : "!"}
    </span>
  );
}
