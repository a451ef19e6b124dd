import { useEffect, useState } from "react";
import { type Moved, useMoveCheck } from "../../../data/plan.ts";
import { commandOf, type Drag } from "../../model/drag.ts";
import type { Grouping, Row } from "../../model/rows.ts";
import { useDrag } from "../drag-store.ts";
import { DropVerdict } from "../law/drop-verdict.tsx";
import { useDropTint } from "../law/tints.ts";
import styles from "./ghosts.module.css";
import { wordsOf } from "./words.ts";

interface Props {
  rows: readonly Row[];
  open: Row;
  time_zone: string;
  grouping: Grouping;
}

/** Says beside what is dragged when and where it would be, and what would speak against it. */
export function DragNote(props: Props) {
  const dragged = useDrag((drag) => drag);
  const drop = useDropTint();
  const moved = movedOf(dragged);
  const settled = useSettled(moved);
  const isSettled = JSON.stringify(moved) === JSON.stringify(settled);
  const { data: checked } = useMoveCheck(drop?.isSure === true ? undefined : settled);
  const words = dragged && wordsOf(dragged, props);
  return (
    <div className={styles.note} role="status" data-verdict={dragged && drop?.verdict}>
      {words?.when !== undefined && <p className={styles.times}>{words.when}</p>}
      {words?.what !== undefined && <p>{words.what}</p>}
      {words?.keys !== undefined && <p className={styles.keys}>{words.keys}</p>}
      {dragged && <DropVerdict judged={drop} checked={isSettled ? checked : undefined} />}
    </div>
  );
}

/** The one mission that would be at another time or venue; undefined for any other drag. */
function movedOf(dragged: Drag | undefined): Moved | undefined {
  const command = dragged && commandOf(dragged);
  if (command?.type !== "change" || command.missions.length > 1) return undefined;
  const [change] = command.missions;
  if (change === undefined || change.from.project_id !== change.to.project_id) return undefined;
  const { mission_id, to } = change;
  return { mission_id, venue_id: to.venue_id, start: to.start, end: to.end };
}

/** A value once it has stayed the same for a moment: nobody is asked about times that are passed over. */
function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value);
  const key = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 300);
    return () => clearTimeout(timer);
    // oxlint-disable-next-line react/exhaustive-deps -- a new object of the same content is no new value
  }, [key]);
  return settled;
}
