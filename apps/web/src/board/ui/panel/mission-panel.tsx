import type { Engagement } from "@coulisses/client";
import { useState } from "react";
import type { Mission, Position } from "../../../data/plan.ts";
import { text } from "../../text.ts";
import { dayAndTimes } from "../../../data/times.ts";
import { Button } from "../../../ui/button.tsx";
import type { FindingsById } from "../../model/findings.ts";
import { Candidates } from "./candidates.tsx";
import { Person } from "./person.tsx";
import styles from "./panel.module.css";

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

interface PositionProps {
  mission: Mission;
  position: Position;
  engagements: readonly Engagement[];
  findings: FindingsById;
}

function PositionPart({ mission, position, engagements, findings }: PositionProps) {
  const [isOpen, setOpen] = useState(false);
  const filled = engagements.filter(({ status }) => status === "confirmed").length;
  const name = position.label ?? position.skill_label ?? text.board.withoutSkill;
  return (
    <div className={styles.position}>
      <div className={styles.line}>
        <h3 className={styles.skill}>{name}</h3>
        <span data-open={filled < position.count || undefined} className={styles.filled}>
          {filled}/{position.count}
        </span>
        <Button aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
          {isOpen ? text.panel.hide : text.panel.find}
        </Button>
      </div>
      {engagements.map((engagement) => (
        <Person
          key={engagement.id}
          engagement={engagement}
          findings={findings.get(engagement.id) ?? []}
        />
      ))}
      {isOpen && <Candidates mission_id={mission.id} position_id={position.id} />}
    </div>
  );
}
