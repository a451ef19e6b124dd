import type { Mission, Position } from "@coulisses/client";
import { useState } from "react";
import { useUpdateMission } from "../../../data/missions.ts";
import { Button } from "../../../ui/button.tsx";
import { Form } from "../../../ui/form.tsx";
import form from "../../../ui/form.module.css";
import styles from "./panel.module.css";
import { emptyPosition, PositionFields, positionOf } from "./position-fields.tsx";
import { text } from "./text.ts";

interface Props {
  mission: Mission;
  /** Undefined for a new one. */
  position: Position | undefined;
  onDone: () => void;
}

/** A position, to be added, changed or removed. */
export function PositionForm({ mission, position, onDone }: Props) {
  // What others change meanwhile is not overwritten.
  const [{ version, positions }] = useState(mission);
  const [draft, setDraft] = useState(
    position === undefined ? emptyPosition : { ...position, label: position.label ?? "" },
  );
  const update = useUpdateMission(mission);
  const index = positions.findIndex(({ id }) => id === position?.id);

  function send(next: Parameters<typeof update.mutate>[0]["positions"]): void {
    update.mutate({ positions: next, expected_version: version }, { onSuccess: onDone });
  }

  function save(): void {
    const { skill, min_level, count, label } = positionOf(draft);
    const given = { skill, min_level, count, label };
    if (position === undefined) return send([...positions, given]);
    return send(positions.map((one) => (one.id === position.id ? { id: one.id, ...given } : one)));
  }

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
      <Form onSubmit={save} error={update.error}>
        <PositionFields
          draft={draft}
          index={index < 0 ? positions.length : index}
          present={presentOf(position)}
          onChange={setDraft}
        />
        <div className={form.actions}>
          <Button type="submit" isPrimary isDisabled={update.isPending}>
            {position === undefined ? text.positions.add : text.save}
          </Button>
          <Button onPress={onDone}>{text.revert}</Button>
          {position !== undefined && (
            <Button
              isDisabled={update.isPending}
              onPress={() => send(positions.filter(({ id }) => id !== position.id))}
            >
              {text.positions.remove}
            </Button>
          )}
        </div>
      </Form>
    </div>
  );
}

function presentOf(position: Position | undefined) {
  const skill = position?.skill ?? null;
  return skill === null ? undefined : { value: skill, label: position?.skill_label ?? skill };
}
