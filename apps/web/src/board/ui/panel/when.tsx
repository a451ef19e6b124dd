import type { Mission } from "@coulisses/client";
import { useState } from "react";
import { readWhen, type When, whenOf } from "../../model/when.ts";
import { Fault } from "./fault.tsx";
import styles from "./panel.module.css";
import { useEdit } from "./use-edit.ts";
import { WhenFields } from "./when-fields.tsx";

/** The times of a mission. They are saved together, once the focus leaves them or Enter is pressed. */
export function MissionWhen({ mission, isReadOnly }: { mission: Mission; isReadOnly: boolean }) {
  const zone = mission.time_zone;
  const [isFinished, setFinished] = useState(false);
  const edit = useEdit(mission, whenOf(mission, zone), (when: When) => {
    const read = readWhen(when, zone);
    return "times" in read ? read.times : {};
  });
  const isReadable = "times" in readWhen(edit.value, zone);

  function finish(): void {
    setFinished(true);
    if (edit.isDirty && isReadable) edit.save();
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys are those of the fields within
    <div
      className={`${styles.fields} ${styles.inPlace}`}
      onBlur={({ currentTarget, relatedTarget }) =>
        !currentTarget.contains(relatedTarget) && finish()
      }
      onKeyDown={(event) => {
        if (event.key === "Enter" && event.target instanceof HTMLInputElement) finish();
        if (event.key !== "Escape" || !edit.isDirty) return;
        event.stopPropagation();
        edit.revert();
      }}
    >
      <WhenFields
        when={edit.value}
        zone={zone}
        isFinished={isFinished}
        isReadOnly={isReadOnly}
        onChange={(when) => {
          setFinished(false);
          edit.change(when);
        }}
      />
      <Fault edit={edit} paths={["starts_at", "ends_at", "breaks"]} />
    </div>
  );
}
