import { useEffect, useState } from "react";
import { useMoveCheck } from "../../data/plan.ts";
import { text } from "../text.ts";
import { dayAndTimes, isoOf } from "../../data/times.ts";
import { Refusal } from "../../ui/refusal.tsx";
import { droppedAt, type Moving } from "../model/move.ts";
import { worstOf } from "../model/findings.ts";
import styles from "./move-note.module.css";

interface Props {
  moving: Moving | undefined;
  time_zone: string;
  /** Why the server refused the last move. */
  refused: unknown;
}

/** Says where a mission would be that is being moved, and what would speak against it. */
export function MoveNote({ moving, time_zone, refused }: Props) {
  const to = moving && droppedAt(moving);
  const settled = useSettled(moving && to && { ...moving, ...to });
  const { data: findings } = useMoveCheck(settled);
  const level = worstOf(findings ?? []);
  const worst = findings?.find((finding) => finding.level === level);
  return (
    <div className={styles.note} role="status" data-level={level}>
      {moving !== undefined && (
        <>
          <p className={styles.times}>{dayAndTimes({ ...timesOf(to ?? moving), time_zone })}</p>
          <p>{to === undefined ? text.board.moving : (worst?.message ?? text.board.nothing)}</p>
        </>
      )}
      {moving === undefined && refused !== null && <Refusal error={refused} />}
    </div>
  );
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

function timesOf({ start, end }: { start: number; end: number }) {
  return { starts_at: isoOf(start), ends_at: isoOf(end) };
}
