import { useCut, useLive } from "../data/live.ts";
import { useReader } from "./reader.ts";
import styles from "./connection.module.css";
import { text } from "./text.ts";

/** Shows what others change, and says in one line when the server is away. */
export function Connection() {
  const { role } = useReader();
  useLive(role !== "artist");
  const seconds = useCut();
  return (
    <div className={styles.line} role="status">
      {seconds !== undefined && (
        <p>
          {/* The time of each attempt is not read aloud. */}
          {text.cut} <span aria-hidden>{text.retry({ seconds })}</span>
        </p>
      )}
    </div>
  );
}
