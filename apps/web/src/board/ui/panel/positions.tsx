import type { Engagement, Mission } from "@coulisses/client";
import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import type { FindingsById } from "../../model/findings.ts";
import styles from "./panel.module.css";
import { PositionPart } from "./position.tsx";
import { PositionForm } from "./position-form.tsx";
import { text } from "./text.ts";

interface Props {
  mission: Mission;
  engagements: readonly Engagement[];
  findings: FindingsById;
  isReadOnly: boolean;
}

/** The positions of a mission: how many seats are open, and who is on the others. */
export function Positions({ mission, engagements, findings, isReadOnly }: Props) {
  const [isAdding, setAdding] = useState(false);
  return (
    <section className={styles.positions} aria-label={text.fields.positions}>
      <div className={styles.line}>
        <h3 className={styles.section}>{text.fields.positions}</h3>
        <Open mission={mission} engagements={engagements} />
      </div>
      {mission.positions.length === 0 && <p className={styles.muted}>{text.positions.none}</p>}
      {mission.positions.map((position) => (
        <PositionPart
          key={position.id}
          mission={mission}
          position={position}
          findings={findings}
          isReadOnly={isReadOnly}
          engagements={engagements.filter(({ position_id }) => position_id === position.id)}
        />
      ))}
      {!isReadOnly &&
        (isAdding ? (
          <PositionForm mission={mission} position={undefined} onDone={() => setAdding(false)} />
        ) : (
          <div>
            <Button onPress={() => setAdding(true)}>{text.positions.add}</Button>
          </div>
        ))}
    </section>
  );
}

/** How many seats are open, or that none is. */
function Open({ mission, engagements }: Pick<Props, "mission" | "engagements">) {
  if (mission.positions.length === 0 || mission.status === "cancelled") return null;
  const needed = mission.positions.reduce((sum, { count }) => sum + count, 0);
  const filled = engagements.filter(({ status }) => status === "confirmed").length;
  const open = needed - filled;
  return (
    <span className={styles.filled} data-open={open > 0 || undefined}>
      {open > 0 ? text.positions.open({ open }) : text.positions.filled}
    </span>
  );
}
