import { useEffect, useState } from "react";
import { useMoveCheck } from "../../../data/plan.ts";
import { worstOf } from "../../model/findings.ts";
import { commandOf, type Drag } from "../../model/drag.ts";
import type { Row } from "../../model/rows.ts";
import { text } from "../../text.ts";
import { useDrag } from "../drag-store.ts";
import styles from "./ghosts.module.css";
import { wordsOf } from "./words.ts";

interface Props {
  rows: readonly Row[];
  open: Row;
  time_zone: string;
}

/** Says beside what is dragged when and where it would be, and what would speak against it. */
export function DragNote(props: Props) {
  const dragged = useDrag((drag) => drag);
  const moved = useSettled(movedOf(dragged));
  const { data: findings } = useMoveCheck(moved);
  const isJudged = moved !== undefined && movedOf(dragged) !== undefined;
  const level = isJudged ? (worstOf(findings ?? []) ?? "none") : undefined;
  const worst = findings?.find((finding) => finding.level === level);
  const words = dragged && wordsOf(dragged, props);
  return (
    <div className={styles.note} role="status" data-level={level}>
      {words?.when !== undefined && <p className={styles.times}>{words.when}</p>}
      {words?.what !== undefined && <p>{words.what}</p>}
      {isJudged && findings !== undefined && <p>{worst?.message ?? text.board.nothing}</p>}
    </div>
  );
}

/** The one mission that would be at other times; undefined for any other drag. */
function movedOf(dragged: Drag | undefined) {
  const command = dragged && commandOf(dragged);
  if (command?.type !== "change" || command.missions.length > 1) return undefined;
  const [change] = command.missions;
  if (change === undefined) return undefined;
  const { mission_id, version, to } = change;
  return { mission_id, version, start: to.start, end: to.end };
}

/** A value once it has stayed the same for a moment: nobody is asked about times that are passed over. */
function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  const key = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 120);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react/exhaustive-deps -- a new object of the same content is no new value
  }, [key]);
  return settled;
}
