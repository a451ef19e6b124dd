import { isoOf, times } from "../../../data/times.ts";
import type { MissionChange, RowRef } from "../../model/commands.ts";
import type { Drag, LassoDrag, MissionsDrag, NewDrag, PersonDrag } from "../../model/drag.ts";
import { isSameRow, isToSomebody } from "../../model/drag.ts";
import { topsOf } from "../../model/hit.ts";
import { isInLanes } from "../../model/lane-window.ts";
import { barHeight, headHeight, heightOf, labelWidth, topOf } from "../../model/layout.ts";
import type { Bar } from "../../model/rows.ts";
import { type Ground, leftOf, refOf, rowAt } from "./ground.ts";

/** Pixels: a narrower ghost has its title only. The note says the times. */
const roomForTimes = 110;

/** A bar of a mission that is dragged, where it was lifted. */
export interface Ghost {
  readonly bar: Exclude<Bar, { kind: "busy" }>;
  /** Of its row; 0 is that of the open seats. */
  readonly index: number;
}

/** The bars that a drag lifts. */
export function ghostsOf({ open, rows }: Pick<Ground, "open" | "rows">, ids: ReadonlySet<string>) {
  return [open, ...rows].flatMap(({ bars }, index) =>
    bars.flatMap((bar) => (bar.kind !== "busy" && ids.has(bar.mission.id) ? [{ bar, index }] : [])),
  );
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/**
 * Places what is drawn of a drag, by writing to the styles of its elements: no component is drawn again while
 * the pointer moves.
 */
export function paint(
  layer: HTMLElement,
  {
    ground,
    dragged,
    ghosts,
  }: { ground: Ground; dragged: Drag | undefined; ghosts: readonly Ghost[] },
): void {
  if (dragged?.kind === "missions") paintMissions(layer, { ground, dragged, ghosts });
  if (dragged?.kind === "person" && dragged.isByKeys) paintPerson(layer, ground, dragged);
  if (dragged?.kind === "new") put(layer, "new", boxOfNew(ground, dragged));
  if (dragged?.kind === "lasso") put(layer, "lasso", boxOfLasso(ground, dragged));
}

function paintMissions(
  layer: HTMLElement,
  { ground, dragged, ghosts }: { ground: Ground; dragged: MissionsDrag; ghosts: readonly Ghost[] },
): void {
  const tops = topsOf(ground.rows);
  const byId = new Map(dragged.missions.map((change) => [change.mission_id, change]));
  const elements = layer.querySelectorAll<HTMLElement>("[data-ghost]");
  ghosts.forEach((ghost, at) => {
    const element = elements[at];
    const change = byId.get(ghost.bar.mission.id);
    if (element === undefined || change === undefined) return;
    const whole = boxOf(ground, { ghost, change, dragged, tops });
    const box = besideNames(whole);
    place(element, box);
    const isHere = isHeld(ground, ghost, dragged);
    const isShown = isHere || (!isToSomebody(dragged) && isInView(ground, ghost));
    element.style.visibility = isShown ? "visible" : "hidden";
    element.toggleAttribute("data-narrow", box.width < roomForTimes);
    const { time_zone } = change;
    const clock = element.lastElementChild;
    if (clock)
      clock.textContent = times({
        starts_at: isoOf(change.to.start),
        ends_at: isoOf(change.to.end),
        time_zone,
      });
    if (!isHere) return;
    anchor(layer, box);
    if (dragged.isByKeys) reveal(ground, heldPartOf(whole, dragged), dragged.row);
  });
}

/** Keys show a person below the open seat that they would take. */
function paintPerson(layer: HTMLElement, ground: Ground, { mission_id }: PersonDrag): void {
  const isMeant = (bar: Bar) => bar.kind !== "busy" && bar.mission.id === mission_id;
  const seat = ground.open.bars.find(isMeant);
  if (seat === undefined) return;
  const x = Math.max(labelWidth, leftOf(ground, seat.start));
  pointTo(layer, { x, y: headHeight + topOf(seat.lane) + barHeight });
}

/** Tells the styles of what is over the board where the pointer is, in pixels of the board. */
export function pointTo(layer: HTMLElement, { x, y }: { x: number; y: number }): void {
  layer.parentElement?.style.setProperty("--pointer-x", `${x}px`);
  layer.parentElement?.style.setProperty("--pointer-y", `${y}px`);
}

/** Whether a bar is in a lane that its row shows. */
function isInView(ground: Ground, { bar, index }: Ghost): boolean {
  const row = rowAt(ground, index);
  return row !== undefined && isInLanes(bar, row);
}

function boxOf(
  ground: Ground,
  {
    ghost,
    change,
    dragged,
    tops,
  }: { ghost: Ghost; change: MissionChange; dragged: MissionsDrag; tops: readonly number[] },
): Box {
  const { index, bar } = ghost;
  const isMoved = isHeld(ground, ghost, dragged) && !isSameRow(dragged.row, dragged.home);
  const to = isMoved
    ? 1 + ground.rows.findIndex((row, at) => isSameRow(refOf(ground, row, at + 1), dragged.row))
    : index;
  const above = headHeight + heightOf(ground.open);
  const rowTop = to === 0 ? headHeight : above + (tops[to - 1] ?? 0) - ground.surface.scrollTop;
  const left = leftOf(ground, change.to.start);
  return {
    left,
    top: rowTop + topOf(isMoved ? 0 : bar.lane),
    width: leftOf(ground, change.to.end) - left - 1,
    height: barHeight,
  };
}

/** Cut off where the names of the rows are. */
function besideNames({ left, width, ...box }: Box): Box {
  const hidden = Math.max(0, labelWidth - left);
  return { ...box, left: left + hidden, width: Math.max(0, width - hidden) };
}

/** Whether it is the bar that the pointer holds: the others of its mission stay in their rows. */
function isHeld(
  ground: Ground,
  { bar, index }: Ghost,
  { missions, home, engagement }: MissionsDrag,
) {
  const row = rowAt(ground, index);
  return (
    row !== undefined &&
    bar.mission.id === missions[0].mission_id &&
    isSameRow(refOf(ground, row, index), home) &&
    (engagement === undefined || (bar.kind === "engagement" && bar.engagement.id === engagement.id))
  );
}

function boxOfNew(ground: Ground, { start, end, row }: NewDrag): Box {
  const tops = topsOf(ground.rows);
  const at = ground.rows.findIndex((one, index) => isSameRow(refOf(ground, one, index + 1), row));
  const above = headHeight + heightOf(ground.open);
  const left = leftOf(ground, start);
  const top = at < 0 ? headHeight : above + (tops[at] ?? 0) - ground.surface.scrollTop;
  return { left, top: top + topOf(0), width: leftOf(ground, end) - left - 1, height: barHeight };
}

function boxOfLasso(ground: Ground, { from, to }: LassoDrag): Box {
  const above = headHeight + heightOf(ground.open) - ground.surface.scrollTop;
  const [x, otherX] = [leftOf(ground, from.time), leftOf(ground, to.time)];
  return {
    left: Math.min(x, otherX),
    top: above + Math.min(from.y, to.y),
    width: Math.abs(x - otherX),
    height: Math.abs(from.y - to.y),
  };
}

function put(layer: HTMLElement, name: "new" | "lasso", box: Box): void {
  const element = layer.querySelector<HTMLElement>(`[data-shape=${name}]`);
  if (element === null) return;
  place(element, box);
  anchor(layer, box);
}

function place(element: HTMLElement, { left, top, width, height }: Box): void {
  element.style.transform = `translate(${left}px, ${top}px)`;
  element.style.inlineSize = `${Math.max(6, width)}px`;
  element.style.blockSize = `${height}px`;
}

/** The end of a long mission is in view while keys change it. */
function heldPartOf(box: Box, { part }: MissionsDrag): Box {
  const width = Math.min(box.width, part === "body" ? box.width : barHeight);
  return { ...box, width, left: part === "end" ? box.left + box.width - width : box.left };
}

/** Scrolls to what keys have moved out of view. */
function reveal({ surface, open }: Ground, { left, top, width, height }: Box, row: RowRef): void {
  const above = headHeight + heightOf(open);
  surface.scrollBy(
    scrollInto({ start: left, end: left + width }, { low: labelWidth, high: surface.clientWidth }),
    // The open seats are always in view.
    row.grouping === "open"
      ? 0
      : scrollInto({ start: top, end: top + height }, { low: above, high: surface.clientHeight }),
  );
}

function scrollInto(
  { start, end }: { start: number; end: number },
  { low, high }: { low: number; high: number },
): number {
  if (start < low) return start - low - 8;
  return end > high ? Math.min(end - high + 8, start - low) : 0;
}

/** Where the note is: below what is dragged, within the board. */
function anchor(layer: HTMLElement, { left, top, height }: Box): void {
  layer.style.setProperty("--anchor-x", `${left}px`);
  layer.style.setProperty("--anchor-y", `${top + height}px`);
}
