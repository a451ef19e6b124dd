import { forgetRefused, useRefused } from "../../../data/commands.ts";
import { Button } from "../../../ui/button.tsx";
import { Refusal } from "../../../ui/refusal.tsx";
import styles from "./refused-note.module.css";
import { text } from "./text.ts";

/** Why the server refused the last command. */
export function RefusedNote() {
  const refused = useRefused();
  if (refused === undefined) return null;
  return (
    <div className={styles.note}>
      <Refusal error={refused.error} />
      <Button aria-label={text.refused.close} onPress={forgetRefused}>
        ×
      </Button>
    </div>
  );
}
