import { Button } from "../../../ui/button.tsx";
import { lawText } from "../../../ui/text.ts";
import styles from "./stale.module.css";
import type { Compared } from "./stale-words.ts";

interface Props {
  compared: Compared;
  /** What stands beside the present values: what was wanted, or what was seen where the wish stands elsewhere. */
  mine?: "mine" | "seen";
  onKeep: () => void;
  /** Sends what was wanted again, over the present version. */
  onApply: (version: number) => void;
}

/** Shows what was wanted of something that another planner has changed meanwhile, and what it is now; lets choose. */
export function Stale({ compared, mine: heading = "mine", onKeep, onApply }: Props) {
  const { name, version, rows } = compared;
  const text = lawText.stale;
  return (
    <div className={styles.stale} role="alert">
      <p className={styles.title}>
        {name} — {version === undefined ? text.deleted : text.title}
      </p>
      {version !== undefined && rows.length === 0 && <p>{text.same}</p>}
      {rows.length > 0 && (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{text.field}</th>
              <th scope="col">{text[heading]}</th>
              <th scope="col">{text.now}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, mine, now }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{mine}</td>
                <td>{now}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className={styles.choice}>
        <Button onPress={onKeep}>{text.keep}</Button>
        {version !== undefined && <Button onPress={() => onApply(version)}>{text.apply}</Button>}
      </div>
    </div>
  );
}
