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
export function Stale({ compared, mine = "mine", onKeep, onApply }: Props) {
  return (
    <div className={styles.stale} role="alert">
      <Differences compared={compared} mine={mine} />
      <Choice onKeep={onKeep} onApply={() => onApply(compared.version)} />
    </div>
  );
}

/** The same of several things that are changed together: one choice for all. */
export function SeveralStale({
  compared,
  onKeep,
  onApply,
}: Pick<Props, "onKeep"> & { compared: readonly Compared[]; onApply: () => void }) {
  return (
    <div className={styles.stale} role="alert">
      <p>{lawText.refused.together}</p>
      <div className={styles.several}>
        {compared.map((one, i) => (
          // Two missions can have one name.
          // oxlint-disable-next-line react/no-array-index-key
          <Differences key={i} compared={one} mine="mine" />
        ))}
      </div>
      <Choice onKeep={onKeep} onApply={onApply} />
    </div>
  );
}

function Choice({ onKeep, onApply }: { onKeep: () => void; onApply: () => void }) {
  return (
    <div className={styles.choice}>
      <Button onPress={onKeep}>{lawText.stale.keep}</Button>
      <Button onPress={onApply}>{lawText.stale.apply}</Button>
    </div>
  );
}

function Differences({ compared, mine: heading }: Required<Pick<Props, "compared" | "mine">>) {
  const { name, rows } = compared;
  const text = lawText.stale;
  return (
    <div>
      <p className={styles.title}>
        {name} — {text.title}
      </p>
      {rows.length === 0 && <p>{text.same}</p>}
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
    </div>
  );
}
