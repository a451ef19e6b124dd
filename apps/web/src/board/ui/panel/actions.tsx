import type { Mission } from "@coulisses/client";
import { useState } from "react";
import { useDeleteMission, useDuplicateMission, useUpdateMission } from "../../../data/missions.ts";
import { AskingButton } from "../../../ui/asking-button.tsx";
import { Button } from "../../../ui/button.tsx";
import { DateField } from "../../../ui/date-field.tsx";
import { Refusal } from "../../../ui/refusal.tsx";
import form from "../../../ui/form.module.css";
import { whenOf } from "../../model/when.ts";
import styles from "./panel.module.css";
import { text } from "./text.ts";

interface Props {
  mission: Mission;
  /** Whether somebody is on it. */
  isEngaged: boolean;
  onSelect: (mission_id: string) => void;
  onClose: () => void;
}

/** Copies a mission, cancels it or deletes it. */
export function MissionActions({ mission, isEngaged, onSelect, onClose }: Props) {
  const [isCopying, setCopying] = useState(false);
  const { id: mission_id, version: expected_version, status } = mission;
  const update = useUpdateMission(mission);
  const remove = useDeleteMission(mission);
  const error = update.error ?? remove.error;
  return (
    <section className={styles.actions}>
      {isCopying ? (
        <Copying mission={mission} onSelect={onSelect} onDone={() => setCopying(false)} />
      ) : (
        <Button onPress={() => setCopying(true)}>{text.actions.duplicate}</Button>
      )}
      {status !== "cancelled" && (
        <AskingButton
          question={text.actions.askCancel}
          isDisabled={update.isPending}
          onConfirm={() => update.mutate({ status: "cancelled", expected_version })}
        >
          {text.actions.cancel}
        </AskingButton>
      )}
      {!isEngaged && (
        <AskingButton
          question={text.actions.askDelete}
          isDisabled={remove.isPending}
          onConfirm={() =>
            remove.mutate({ mission_id, expected_version }, { onSuccess: () => onClose() })
          }
        >
          {text.actions.delete}
        </AskingButton>
      )}
      {error !== null && <Refusal error={error} />}
    </section>
  );
}

interface CopyingProps {
  mission: Mission;
  onSelect: (mission_id: string) => void;
  onDone: () => void;
}

/** Asks for the day of the copy. */
function Copying({ mission, onSelect, onDone }: CopyingProps) {
  const day = Temporal.PlainDate.from(whenOf(mission, mission.time_zone).date);
  const [date, setDate] = useState(day.add({ days: 1 }).toString());
  const duplicate = useDuplicateMission();

  function copy(): void {
    const days = day.until(Temporal.PlainDate.from(date)).days;
    duplicate.mutate(
      { mission_ids: [mission.id], days: [days] },
      { onSuccess: ({ missions: [made] }) => made && onSelect(made.id) },
    );
  }

  return (
    <div className={styles.card}>
      <DateField label={text.actions.onDay} value={date} onChange={setDate} />
      <div className={form.actions}>
        <Button isDisabled={duplicate.isPending || date === ""} onPress={copy}>
          {text.actions.duplicate}
        </Button>
        <Button onPress={onDone}>{text.revert}</Button>
      </div>
      {duplicate.error !== null && <Refusal error={duplicate.error} />}
    </div>
  );
}
