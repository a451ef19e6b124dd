import { Button } from "./button.tsx";
import { text } from "./text.ts";
import styles from "./turn.module.css";

interface Props {
  /** The days that are shown, in words. */
  period: string;
  onTurn: (by: 1 | -1) => void;
  onToday: () => void;
}

/** Turns to earlier and later days, and back to the present. */
export function Turn({ period, onTurn, onToday }: Props) {
  return (
    <div className={styles.group}>
      <Button aria-label={text.period.earlier} onPress={() => onTurn(-1)}>
        ‹
      </Button>
      <span className={styles.period}>{period}</span>
      <Button aria-label={text.period.later} onPress={() => onTurn(1)}>
        ›
      </Button>
      <Button onPress={onToday}>{text.period.today}</Button>
    </div>
  );
}
