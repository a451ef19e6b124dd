import type { Mission } from "@coulisses/client";
import { usePublishMission, useUpdateMission } from "../../../data/missions.ts";
import { Button } from "../../../ui/button.tsx";
import { Refusal } from "../../../ui/refusal.tsx";
import styles from "./panel.module.css";
import { text } from "./text.ts";

/** Whether a mission is a draft, published or cancelled, and the button to the next. */
export function Status({ mission, isReadOnly }: { mission: Mission; isReadOnly: boolean }) {
  const { id: mission_id, version: expected_version, status } = mission;
  const publish = usePublishMission();
  const update = useUpdateMission(mission);
  const error = publish.error ?? update.error;
  return (
    <>
      <div className={styles.line}>
        <span className={styles.status} data-status={status}>
          {mission.is_template ? text.template : text.statuses[status]}
        </span>
        {status === "draft" && !isReadOnly && !mission.is_template && (
          <Button
            isDisabled={publish.isPending}
            onPress={() => publish.mutate({ missions: [{ mission_id, expected_version }] })}
          >
            {text.actions.publish}
          </Button>
        )}
        {status !== "draft" && !isReadOnly && (
          <Button
            isDisabled={update.isPending}
            onPress={() => update.mutate({ status: "draft", expected_version })}
          >
            {status === "cancelled" ? text.actions.restore : text.actions.unpublish}
          </Button>
        )}
      </div>
      {error !== null && <Refusal error={error} />}
    </>
  );
}
