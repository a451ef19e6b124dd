import { sentenceOf } from "../data/auth.ts";
import { Button } from "./button.tsx";
import { text } from "./text.ts";
import styles from "./failure.module.css";

/** Says that something could not be loaded, what is safe, and offers to try again. */
export function Failure({ error, reset }: { error: unknown; reset: () => void }) {
  return (
    <div className={styles.failure} role="alert">
      <h2>{text.failure.title}</h2>
      <p>{sentenceOf(error) ?? text.failure.away}</p>
      <Button onPress={reset}>{text.failure.again}</Button>
    </div>
  );
}
