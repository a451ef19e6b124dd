import { type RefObject, useEffect } from "react";
import type { Drag } from "../../model/drag.ts";
import { rowIndexAt, topsOf } from "../../model/hit.ts";
import type { Judged } from "../../model/judge.ts";
import { headHeight, heightOf } from "../../model/layout.ts";
import type { Row } from "../../model/rows.ts";
import type { JudgedRow, RowJudge } from "../../model/verdicts.ts";
import { currentDrag, onDrag } from "../drag-store.ts";
import type { Ground } from "../gestures/ground.ts";
import { useAnswers } from "./use-answers.ts";
import { useLaw } from "./use-law.ts";
import { forgetTints, keyOf, showTints } from "./tints.ts";

/** Milliseconds of one frame in which rows are judged: the rest is for what is drawn. */
const longest = 3;

type Known = Omit<Ground, "surface">;

/**
 * Judges the rows in view for what is dragged, at each step: the row under the pointer first, and in as many
 * frames as it takes. The board says with `data-tinted` that all of them are judged.
 */
export function useTints(surface: RefObject<HTMLElement | null>, ground: Known): void {
  const judge = useLaw();
  const answers = useAnswers(ground);
  useEffect(() => {
    const element = surface.current;
    if (element === null || (judge === undefined && answers.size === 0)) return undefined;
    return tintRows({ ...ground, surface: element }, { judge, answers });
  }, [surface, ground, judge, answers]);
}

interface Judges {
  judge: RowJudge | undefined;
  /** What the server has said of people, by id. */
  answers: ReadonlyMap<string, Judged>;
}

/** The server's verdict where it has answered, and that of the browser otherwise. */
function judgeRow({ judge, answers }: Judges, dragged: Drag, row: JudgedRow): Judged | undefined {
  const answer = row.grouping === "people" ? answers.get(row.id) : undefined;
  // Somebody who is on the mission moves with it: the server was not asked when to.
  if (answer !== undefined && answer.because !== "engaged") return answer;
  return judge?.judge(dragged, row) ?? answer;
}

/** @returns what ends it */
function tintRows(ground: Ground, judges: Judges): () => void {
  const { surface } = ground;
  const rows = judgedRowsOf(ground);
  const tops = topsOf(ground.rows);
  let frame = 0;
  const plan = () => {
    if (frame === 0 && currentDrag() !== undefined) frame = requestAnimationFrame(run);
  };
  function run(): void {
    frame = 0;
    const dragged = currentDrag();
    if (dragged === undefined) return;
    const tinted = new Map<string, Judged>();
    const until = performance.now() + longest;
    const inView = inOrder(rowsInView(ground, rows, tops), dragged);
    const isWhole = inView.every((row) => {
      const judged = judgeRow(judges, dragged, row);
      if (judged !== undefined) tinted.set(keyOf(row), judged);
      return performance.now() < until || row === inView.at(-1);
    });
    showTints({ rows: tinted, drop: dropOf(judges, { dragged, tinted }) });
    surface.toggleAttribute("data-tinted", isWhole);
    if (!isWhole) plan();
  }
  const onStep = () => {
    if (currentDrag() !== undefined) return plan();
    forgetTints();
    return surface.removeAttribute("data-tinted");
  };
  const end = onDrag(onStep);
  surface.addEventListener("scroll", plan, { passive: true });
  onStep();
  return () => {
    end();
    cancelAnimationFrame(frame);
    surface.removeEventListener("scroll", plan);
  };
}

/** The rows of the board, the open seats first. */
function judgedRowsOf({ open, rows, grouping }: Ground): JudgedRow[] {
  return [
    { grouping: "open", id: "", missions: missionsOf(open) },
    ...rows.map((row) => ({ grouping, id: row.id, missions: missionsOf(row) })),
  ];
}

function missionsOf({ bars }: Row): string[] {
  return bars.flatMap((bar) => (bar.kind === "busy" ? [] : [bar.mission.id]));
}

function rowsInView(
  { surface, open }: Ground,
  [seats, ...rows]: readonly JudgedRow[],
  tops: readonly number[],
): JudgedRow[] {
  const height = surface.clientHeight - headHeight - heightOf(open);
  const first = rowIndexAt(tops, surface.scrollTop) ?? 0;
  const last = rowIndexAt(tops, surface.scrollTop + height) ?? rows.length - 1;
  return [...(seats === undefined ? [] : [seats]), ...rows.slice(first, last + 1)];
}

/** The row where it would be dropped, and then the others. */
function inOrder(rows: JudgedRow[], dragged: Drag): JudgedRow[] {
  if (dragged.kind !== "missions") return rows;
  const key = keyOf(dragged.row);
  return rows.toSorted((a, b) => Number(keyOf(b) === key) - Number(keyOf(a) === key));
}

function dropOf(
  { judge }: Judges,
  { dragged, tinted }: { dragged: Drag; tinted: ReadonlyMap<string, Judged> },
): Judged | undefined {
  if (dragged.kind === "missions") return tinted.get(keyOf(dragged.row));
  if (dragged.kind !== "person" || dragged.mission_id === undefined) return undefined;
  return judge?.judgeSeat(dragged.artist_id, dragged.mission_id);
}
