import type { Mission } from "@coulisses/client";
import { usePublishMission, useUpdateMission } from "../../../data/missions.ts";
import { Button } from "../../../ui/button.tsx";
import { Refusal } from "../../../ui/refusal.tsx";
import { text as boardText } from "../../text.ts";
import { useCountToTell } from "../to-tell.ts";
import styles from "./panel.module.css";
import { text } from "./text.ts";

/** Whether a mission is a draft, published or cancelled, how many are to be told, and the buttons to what is next. */
export function Status({ mission, isReadOnly }: { mission: Mission; isReadOnly: boolean }) {
  const { id: mission_id, version: expected_version, status } = mission;
  const toTell = useCountToTell(mission_id);
  const publish = usePublishMission();
  const update = useUpdateMission(mission);
  const error = publish.error ?? update.error;
  const isPublishable = toTell > 0 || (status === "draft" && !mission.is_template);
  return (
    <>
      <div className={styles.line}>
        <span className={styles.status} data-status={status}>
          {mission.is_template ? text.template : text.statuses[status]}
        </span>
        {toTell > 0 && (
          <span className={styles.toTell}>{boardText.board.toTell({ count: toTell })}</span>
        )}
        {isPublishable && !isReadOnly && (
          <Button
            isDisabled={publish.isPending}
            onPress={() => publish.mutate({ missions: [{ mission_id, expected_version }] })}
          >
            {status === "draft" ? text.actions.publish : text.actions.tell}
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
