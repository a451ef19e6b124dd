import styles from "./keys.module.css";
import { text } from "./text.ts";

const isMac = navigator.userAgent.includes("Mac");

/** A combination of keys, as in `mod+k`, in the words of the reader's keyboard. */
export function Keys({ keys }: { keys: string }) {
  return (
    <kbd className={styles.keys}>
      {keys.split("+").map((key) => (
        <span key={key}>{nameOf(key)}</span>
      ))}
    </kbd>
  );
}

function nameOf(key: string): string {
  if (key === "mod") return isMac ? "⌘" : text.keyNames.control;
  const names: Record<string, string> = text.keyNames;
  return names[key] ?? key.toUpperCase();
}
