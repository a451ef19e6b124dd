import type { Engagement } from "@coulisses/client";
import type { Mission } from "../../../data/plan.ts";
import { text } from "../../text.ts";
import { dayAndTimes } from "../../../data/times.ts";
import { Button } from "../../../ui/button.tsx";
import type { FindingsById } from "../../model/findings.ts";
import styles from "./panel.module.css";
import { PositionPart } from "./position.tsx";

interface Props {
  mission: Mission;
  /** On the mission. */
  engagements: readonly Engagement[] | undefined;
  findings: FindingsById;
  onClose: () => void;
}

/** What is selected: when and where it is, who is on it, and who could be. */
export function MissionPanel({ mission, engagements = [], findings, onClose }: Props) {
  return (
    <aside className={styles.panel} aria-label={mission.title}>
      <header className={styles.head}>
        <h2>{mission.title}</h2>
        <Button aria-label={text.panel.close} onPress={onClose}>
          ×
        </Button>
      </header>
      <p className={styles.muted}>{mission.project?.title ?? text.board.withoutProduction}</p>
      <p>{dayAndTimes(mission)}</p>
      <p>{mission.venue.name}</p>
      {mission.notes !== null && <p className={styles.notes}>{mission.notes}</p>}
      <section className={styles.positions} aria-label={text.panel.positions}>
        {mission.positions.map((position) => (
          <PositionPart
            key={position.id}
            mission={mission}
            position={position}
            findings={findings}
            engagements={engagements.filter(({ position_id }) => position_id === position.id)}
          />
        ))}
      </section>
    </aside>
  );
}
