import type { Engagement } from "@coulisses/client";
import { useDecline } from "../../../data/missions.ts";
import { useCancel } from "../../../data/plan.ts";
import { Button } from "../../../ui/button.tsx";
import { Field } from "../../../ui/field.tsx";
import { Form, optionalFieldOf } from "../../../ui/form.tsx";
import form from "../../../ui/form.module.css";
import styles from "./panel.module.css";
import { text } from "./text.ts";

interface Props {
  engagement: Engagement;
  to: "decline" | "cancel";
  onDone: () => void;
}

/** Ends an engagement, with a reason for the record. */
export function EndForm({ engagement, to, onDone }: Props) {
  const decline = useDecline(engagement);
  const cancel = useCancel(engagement);
  const end = to === "decline" ? decline : cancel;
  const { id: engagement_id, version: expected_version } = engagement;
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape leaves the form from each of its fields
    <div
      className={styles.card}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onDone();
      }}
    >
      <Form
        error={end.error}
        onSubmit={(fields) => {
          const reason = optionalFieldOf(fields, "reason");
          end.mutate(
            { engagement_id, expected_version, ...(reason !== null && { reason }) },
            { onSuccess: onDone },
          );
        }}
      >
        <Field label={text.people.reason} name="reason" autoFocus />
        <div className={form.actions}>
          <Button type="submit" isPrimary isDisabled={end.isPending}>
            {text.people[to]}
          </Button>
          <Button onPress={onDone}>{text.actions.keep}</Button>
        </div>
      </Form>
    </div>
  );
}
