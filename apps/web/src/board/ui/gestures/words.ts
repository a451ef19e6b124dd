import { dayAndTimes, isoOf } from "../../../data/times.ts";
import type { RowRef } from "../../model/commands.ts";
import { type Drag, isSameRow, type MissionsDrag, rowRefusal } from "../../model/drag.ts";
import type { Bar, Row } from "../../model/rows.ts";
import { text as board } from "../../text.ts";
import { text } from "./text.ts";

interface Known {
  readonly rows: readonly Row[];
  readonly open: Row;
  readonly time_zone: string;
}

/** What a drag would do, in words: when, and then what. */
export function wordsOf(dragged: Drag, known: Known): { when?: string; what: string | undefined } {
  if (dragged.kind === "lasso") return { what: undefined };
  if (dragged.kind === "new") {
    const { start, end } = dragged;
    return { when: when(start, end, known.time_zone), what: text.drag.newMission };
  }
  if (dragged.kind === "missions") return wordsOfMissions(dragged, known);
  const { name, isFirm, mission_id } = dragged;
  if (mission_id === undefined) return { what: text.drag.place };
  return { what: placing(isFirm, { name, title: titleOf(mission_id, known) }) };
}

function wordsOfMissions(dragged: MissionsDrag, known: Known) {
  const { missions, row, home, engagement, isCopy, isFirm, isByKeys } = dragged;
  const [{ mission_id, to, from, time_zone }] = missions;
  const times = when(to.start, to.end, time_zone);
  const count = missions.length > 1 ? [text.drag.several({ count: missions.length })] : [];
  const copy = isCopy ? [text.drag.copy] : [];
  const said = { when: [...copy, ...count, times].join(" · ") };
  const refusal = rowRefusal(dragged);
  if (refusal !== undefined) return { ...said, what: text.drag.row[refusal] };
  if (isSameRow(row, home)) {
    const isStill = from.start === to.start && from.end === to.end;
    return { ...said, what: isStill && isByKeys ? board.board.moving : undefined };
  }
  const name = labelOf(row, known);
  if (row.grouping !== "people") return { ...said, what: name };
  if (engagement === undefined)
    return { ...said, what: placing(isFirm, { name, title: titleOf(mission_id, known) }) };
  const former = labelOf(home, known);
  return { ...said, what: text.drag.reassign({ from: former, to: name }) };
}

function placing(isFirm: boolean, words: { name: string; title: string }): string {
  return isFirm ? text.drag.confirmed(words) : text.drag.option(words);
}

function when(start: number, end: number, time_zone: string): string {
  return dayAndTimes({ starts_at: isoOf(start), ends_at: isoOf(end), time_zone });
}

function labelOf({ id, grouping }: RowRef, { rows }: Known): string {
  const label = rows.find((row) => row.id === id)?.label ?? "";
  return label === "" && grouping === "productions" ? board.board.withoutProduction : label;
}

function titleOf(mission_id: string, { rows, open }: Known): string {
  const isMeant = (bar: Bar) => bar.kind !== "busy" && bar.mission.id === mission_id;
  const bar = [open, ...rows].flatMap(({ bars }) => bars).find(isMeant);
  return bar === undefined || bar.kind === "busy" ? "" : bar.mission.title;
}
