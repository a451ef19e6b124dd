import type { Engagement, Finding } from "@coulisses/client";
import { useCancel, useConfirm } from "../../../data/plan.ts";
import { text } from "../../text.ts";
import { Button } from "../../../ui/button.tsx";
import { Refusal } from "../../../ui/refusal.tsx";
import styles from "./panel.module.css";

interface Props {
  engagement: Engagement;
  findings: readonly Finding[];
}

/** Somebody who is on a position, or asked for it. */
export function Person({ engagement, findings }: Props) {
  const { artist, status, id, version } = engagement;
  const confirm = useConfirm(engagement);
  const cancel = useCancel(engagement);
  const isBusy = confirm.isPending || cancel.isPending;
  const refused = confirm.error ?? cancel.error;
  return (
    <div className={styles.person}>
      <div className={styles.line}>
        <span className={styles.name}>{artist.name}</span>
        <span className={styles.muted}>
          {status === "option" ? text.board.option(engagement) : text.board.confirmed}
        </span>
        {status === "option" && (
          <Button
            isDisabled={isBusy}
            onPress={() =>
              confirm.mutate({ engagements: [{ engagement_id: id, expected_version: version }] })
            }
          >
            {text.panel.confirm}
          </Button>
        )}
        <Button
          isDisabled={isBusy}
          aria-label={text.panel.removeSomebody({ name: artist.name })}
          onPress={() => cancel.mutate({ engagement_id: id, expected_version: version })}
        >
          {text.panel.remove}
        </Button>
      </div>
      {findings.map(({ rule, level, message }) => (
        <p key={rule + message} className={styles.finding} data-level={level}>
          {message}
        </p>
      ))}
      {refused !== null && <Refusal error={refused} />}
    </div>
  );
}
