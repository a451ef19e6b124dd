import { writeMinutes } from "../../../data/durations.ts";
import { dayAndTimes, isoOf } from "../../../data/times.ts";
import { isSamePlacement, type RowRef } from "../../model/commands.ts";
import { type Drag, isSameRow, type MissionsDrag, rowRefusal } from "../../model/drag.ts";
import type { Span } from "../../model/lanes.ts";
import type { Bar, Grouping, Row } from "../../model/rows.ts";
import { text as board } from "../../text.ts";
import { text } from "./text.ts";

interface Known {
  readonly rows: readonly Row[];
  readonly open: Row;
  readonly time_zone: string;
  readonly grouping: Grouping;
}

interface Words {
  readonly when?: string;
  readonly what: string | undefined;
  /** What keys do next. */
  readonly keys?: string | undefined;
}

/** What a drag would do, in words: when, and then what. */
export function wordsOf(dragged: Drag, known: Known): Words {
  if (dragged.kind === "lasso") return { what: undefined };
  if (dragged.kind === "new") {
    const { start, end } = dragged;
    return { when: timesOf(start, end, known.time_zone), what: text.drag.newMission };
  }
  if (dragged.kind === "missions") return wordsOfMissions(dragged, known);
  const { name, isFirm, isByKeys, mission_id } = dragged;
  if (mission_id === undefined) return { what: text.drag.place };
  const mission = missionOf(mission_id, known);
  const what = placing(isFirm, { name, title: mission?.title ?? "" });
  const said = { what, ...(mission && { when: dayAndTimes(mission) }) };
  return isByKeys ? { ...said, keys: text.drag.keys.person } : said;
}

function wordsOfMissions(dragged: MissionsDrag, known: Known): Words {
  const { missions, row, home, engagement, isCopy, isFirm, part } = dragged;
  const [{ mission_id, to, time_zone }] = missions;
  const times = timesOf(to.start, to.end, time_zone);
  const count = missions.length > 1 ? [text.drag.several({ count: missions.length })] : [];
  const copy = isCopy ? [text.drag.copy] : [];
  const length = part === "body" ? [] : [lengthOf(to)];
  const when = [...copy, ...count, times, ...length].join(" · ");
  const said = { when, keys: keysOf(dragged, known) };
  const refusal = rowRefusal(dragged);
  if (refusal !== undefined) return { ...said, what: text.drag.row[refusal] };
  if (isSameRow(row, home)) return { ...said, what: undefined };
  const name = labelOf(row, known);
  if (row.grouping !== "people") return { ...said, what: name };
  if (engagement === undefined)
    return {
      ...said,
      what: placing(isFirm, { name, title: missionOf(mission_id, known)?.title ?? "" }),
    };
  const former = labelOf(home, known);
  return { ...said, what: text.drag.reassign({ from: former, to: name }) };
}

/** What keys do, until they have done something; for a seat, also how it is confirmed. */
function keysOf(
  { isByKeys, missions, part, isCopy, home, row }: MissionsDrag,
  { grouping }: Known,
): string | undefined {
  const [{ from, to }] = missions;
  if (!isByKeys || !isSamePlacement(from, to)) return undefined;
  if (part !== "body") return text.drag.keys[part];
  const isSeat = home.grouping === "open" && grouping === "people" && !isCopy;
  if (isSeat) return text.drag.keys.seat;
  if (!isSameRow(row, home)) return undefined;
  return isCopy ? text.drag.keys.copy : board.board.moving;
}

function lengthOf({ start, end }: Span): string {
  const minutes = Math.round((end - start) / 60_000);
  const hours = minutes < 60 ? `${minutes}\u00A0min` : writeMinutes(minutes);
  return text.drag.length({ hours });
}

function placing(isFirm: boolean, words: { name: string; title: string }): string {
  return isFirm ? text.drag.confirmed(words) : text.drag.option(words);
}

function timesOf(start: number, end: number, time_zone: string): string {
  return dayAndTimes({ starts_at: isoOf(start), ends_at: isoOf(end), time_zone });
}

function labelOf({ id, grouping }: RowRef, { rows }: Known): string {
  const label = rows.find((row) => row.id === id)?.label ?? "";
  return label === "" && grouping === "productions" ? board.board.withoutProduction : label;
}

function missionOf(mission_id: string, { rows, open }: Known) {
  const isMeant = (bar: Bar) => bar.kind !== "busy" && bar.mission.id === mission_id;
  const bar = [open, ...rows].flatMap(({ bars }) => bars).find(isMeant);
  return bar === undefined || bar.kind === "busy" ? undefined : bar.mission;
}
