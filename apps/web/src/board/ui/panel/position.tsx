import type { Engagement, Mission, Position } from "@coulisses/client";
import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { text as board } from "../../text.ts";
import type { FindingsById } from "../../model/findings.ts";
import { Candidates } from "./candidates.tsx";
import { Person } from "./person.tsx";
import styles from "./panel.module.css";
import { PositionForm } from "./position-form.tsx";
import { text } from "./text.ts";

interface Props {
  mission: Mission;
  position: Position;
  /** On the position. */
  engagements: readonly Engagement[];
  findings: FindingsById;
  isReadOnly: boolean;
}

/** One of the positions of a mission: who is on it, and who could be. */
export function PositionPart({ mission, position, engagements, findings, isReadOnly }: Props) {
  const [opened, setOpened] = useState<"candidates" | "form">();
  const close = () => setOpened(undefined);
  return (
    <div className={styles.position}>
      {opened === "form" ? (
        <PositionForm mission={mission} position={position} onDone={close} />
      ) : (
        <div className={styles.line}>
          <PositionName position={position} engagements={engagements} />
          {!isReadOnly && (
            <Button
              aria-label={text.positions.editOf({ position: nameOf(position) })}
              isQuiet
              onPress={() => setOpened("form")}
            >
              ✎
            </Button>
          )}
          {mission.status !== "cancelled" && (
            <Button
              aria-expanded={opened === "candidates"}
              onPress={() => setOpened(opened === "candidates" ? undefined : "candidates")}
            >
              {opened === "candidates" ? board.panel.hide : board.panel.find}
            </Button>
          )}
        </div>
      )}
      {engagements.map((engagement) => (
        <Person
          key={engagement.id}
          engagement={engagement}
          mission={mission}
          findings={findings.get(engagement.id) ?? []}
          isReadOnly={isReadOnly}
        />
      ))}
      {opened === "candidates" && (
        <Candidates mission_id={mission.id} position_id={position.id} isReadOnly={isReadOnly} />
      )}
    </div>
  );
}

function PositionName({ position, engagements }: Pick<Props, "position" | "engagements">) {
  const { count, label, skill_label, min_level } = position;
  const filled = engagements.filter(({ status }) => status === "confirmed").length;
  const detail = [
    ...(label === null || skill_label === null ? [] : [skill_label]),
    ...(min_level === null ? [] : [text.positions.atLevel({ level: min_level })]),
  ].join(", ");
  return (
    <div className={styles.name}>
      <h4 className={styles.skill} dir="auto">
        {nameOf(position)}{" "}
        <span
          className={styles.filled}
          data-open={filled < count || undefined}
          title={text.positions.seats({ filled, count })}
        >
          {filled}/{count}
        </span>
      </h4>
      {detail !== "" && <p className={styles.muted}>{detail}</p>}
    </div>
  );
}

function nameOf({ label, skill_label }: Position): string {
  return label ?? skill_label ?? board.board.withoutSkill;
}
