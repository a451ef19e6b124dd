import type { Engagement } from "@coulisses/client";
import { useState } from "react";
import type { Mission, Position } from "../../../data/plan.ts";
import { text } from "../../text.ts";
import { Button } from "../../../ui/button.tsx";
import type { FindingsById } from "../../model/findings.ts";
import { Candidates } from "./candidates.tsx";
import { Person } from "./person.tsx";
import styles from "./panel.module.css";

interface Props {
  mission: Mission;
  position: Position;
  engagements: readonly Engagement[];
  findings: FindingsById;
}

/** One of the positions of a mission: who is on it, and who could be. */
export function PositionPart({ mission, position, engagements, findings }: Props) {
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
