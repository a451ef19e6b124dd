import type { PointerEvent as ReactPointerEvent } from "react";
import type { Drag, PointerAt } from "../../model/drag.ts";
import type { Bar } from "../../model/rows.ts";
import { currentDrag, endDrag, tellDrag } from "../drag-store.ts";
import { scrollStep } from "./autoscroll.ts";
import { barOf, type Ground, rowUnder } from "./ground.ts";

/** Pixels: a shorter way of a mouse is a click, and a longer one of a finger scrolls. */
const shortestDrag = 4;
const stillFinger = 8;

/** Milliseconds after which a finger that stays lifts what it is on. */
const longPress = 400;

interface Gesture {
  readonly ground: Ground;
  /** What the drag begins with. */
  readonly begin: Drag;
  /** Called at each move with the place of the pointer in the window. */
  readonly onMove: (x: number, y: number) => void;
  readonly onDrop: (dragged: Drag) => void;
  /** Called if the pointer goes up where it went down. */
  readonly onClick: () => void;
  /** Called instead of a drop if a finger has stayed for long where it went down. @returns whether it did something */
  readonly onLongPress: () => boolean;
}

type Modifiers = Pick<PointerEvent, "altKey" | "ctrlKey" | "metaKey">;

/** A pointer that is down. */
interface Session extends Gesture {
  readonly pointerId: number;
  readonly isTouch: boolean;
  /** Where it went down in the window, and how far the rows were scrolled then. */
  readonly from: { x: number; y: number };
  readonly scrolled: { left: number; top: number };
  readonly end: AbortController;
  at: { x: number; y: number };
  keys: Modifiers;
  isLifted: boolean;
  /** Whether it was further from where it went down than a finger that stays. */
  hasMoved: boolean;
}

/** Follows a pointer that is down: lifts once it has moved, or a finger has stayed, and drops where it goes up. */
export function followGesture(down: ReactPointerEvent, gesture: Gesture): void {
  const { scrollLeft: left, scrollTop: top } = gesture.ground.surface;
  const from = { x: down.clientX, y: down.clientY };
  const session: Session = {
    ...gesture,
    pointerId: down.pointerId,
    isTouch: down.pointerType === "touch",
    from,
    scrolled: { left, top },
    end: new AbortController(),
    at: from,
    keys: down.nativeEvent,
    isLifted: false,
    hasMoved: false,
  };
  if (session.isTouch) {
    const timer = setTimeout(() => lift(session), longPress);
    session.end.signal.addEventListener("abort", () => clearTimeout(timer));
  }
  listen(session);
}

function listen(session: Session): void {
  const { pointerId, end } = session;
  const on = <Name extends keyof WindowEventMap>(
    name: Name,
    listener: (event: WindowEventMap[Name]) => void,
  ) =>
    window.addEventListener(name, listener, { signal: end.signal, capture: true, passive: false });
  const isMeant = (event: PointerEvent) => event.pointerId === pointerId;
  on("pointermove", (event) => isMeant(event) && move(session, event));
  on("pointerup", (event) => isMeant(event) && finish(session, true));
  on("pointercancel", (event) => isMeant(event) && finish(session, false));
  // A finger that has lifted something does not scroll, and opens no menu.
  on("touchmove", (event) => session.isLifted && event.preventDefault());
  on("contextmenu", (event) => session.isLifted && ignore(event));
  on("keydown", (event) => session.isLifted && onKeyDown(session, event));
  on("keyup", (event) => session.isLifted && press(session, event));
}

function move(session: Session, event: PointerEvent): void {
  const { from, isTouch, isLifted } = session;
  session.at = { x: event.clientX, y: event.clientY };
  session.keys = event;
  const way = Math.hypot(session.at.x - from.x, session.at.y - from.y);
  session.hasMoved ||= way >= stillFinger;
  if (isLifted) tell(session);
  else if (!isTouch && way >= shortestDrag) lift(session);
  else if (isTouch && way >= stillFinger) finish(session, false);
}

function lift(session: Session): void {
  session.isLifted = true;
  session.ground.surface.setPointerCapture(session.pointerId);
  tellDrag({ type: "lift", drag: session.begin });
  tell(session);
  requestAnimationFrame(() => scroll(session));
}

function tell({ ground, from, scrolled, at, keys, onMove }: Session): void {
  if (currentDrag() === undefined) return;
  const { surface } = ground;
  const x = at.x - from.x + surface.scrollLeft - scrolled.left;
  const y = at.y - from.y + surface.scrollTop - scrolled.top;
  const isPerson = currentDrag()?.kind === "person";
  const under = isPerson && barOf(ground, document.elementFromPoint(at.x, at.y));
  const target = under && under.bar.kind !== "busy" ? under : undefined;
  const on = target && { bar: target.bar };
  tellDrag({ type: "drag", ...pointerAt(ground, { at, x, y, keys, ...on }) });
  markTarget(ground, target?.cell);
  surface.dataset["drag"] = cursorOf(currentDrag());
  onMove(at.x, at.y);
}

/** Scrolls as long as the pointer is near an edge. */
function scroll(session: Session): void {
  const { ground, at, from, end } = session;
  if (end.signal.aborted) return;
  const step = currentDrag() === undefined ? { x: 0, y: 0 } : scrollStep(ground, at, from);
  if (step.x !== 0 || step.y !== 0) {
    ground.surface.scrollBy(step.x, step.y);
    tell(session);
  }
  requestAnimationFrame(() => scroll(session));
}

function onKeyDown(session: Session, event: KeyboardEvent): void {
  if (event.key !== "Escape") return press(session, event);
  ignore(event);
  tellDrag({ type: "end" });
  markTarget(session.ground, undefined);
  delete session.ground.surface.dataset["drag"];
}

function ignore(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

/** A modifier that is pressed or released changes the drag at once. */
function press(session: Session, event: KeyboardEvent): void {
  // Alt alone opens the menu of some browsers.
  if (event.key === "Alt") event.preventDefault();
  session.keys = event;
  tell(session);
}

function finish(session: Session, isDropped: boolean): void {
  const { end, isLifted, isTouch, hasMoved, ground, onDrop, onClick, onLongPress } = session;
  end.abort();
  delete ground.surface.dataset["drag"];
  if (!isLifted && isDropped) onClick();
  if (!isLifted) return undefined;
  markTarget(ground, undefined);
  ignoreClick(ground.surface);
  const dragged = currentDrag();
  const isLongPress = isDropped && isTouch && !hasMoved && dragged !== undefined && onLongPress();
  if (isLongPress) return tellDrag({ type: "end" });
  if (isDropped && dragged !== undefined) onDrop(dragged);
  return endDrag();
}

function pointerAt(
  ground: Ground,
  { at, x, y, keys, bar }: Pick<Session, "at" | "keys"> & { x: number; y: number; bar?: Bar },
): PointerAt {
  const { pixelsPerHour } = ground.scale;
  const isFine = keys.ctrlKey || keys.metaKey;
  const time = (pixels: number) => (pixels / pixelsPerHour) * 3_600_000;
  return {
    x,
    y,
    by: time(x),
    snapMinutes: isFine ? 5 : 15,
    // Where 15 minutes are less than three pixels, nobody hits the same time on another day.
    magnet: isFine || pixelsPerHour > 12 ? 0 : time(3),
    row: rowUnder(ground, at.y),
    mission_id: bar === undefined || bar.kind === "busy" ? undefined : bar.mission.id,
    isCopy: keys.altKey,
    isFirm: isFine,
  };
}

/** Marks the bar on which somebody would be dropped. */
function markTarget({ surface }: Ground, cell: HTMLElement | undefined): void {
  const before = surface.querySelector("[data-target]");
  if (before === (cell ?? null)) return;
  before?.removeAttribute("data-target");
  cell?.setAttribute("data-target", "");
}

/** What the pointer looks like. */
function cursorOf(dragged: Drag | undefined): string {
  if (dragged?.kind === "new") return "edge";
  if (dragged?.kind !== "missions") return dragged?.kind ?? "";
  if (dragged.part !== "body") return "edge";
  return dragged.isCopy ? "copy" : "move";
}

/** Ignores the click that the browser sends after a drag. */
function ignoreClick(element: HTMLElement): void {
  const click = new AbortController();
  element.addEventListener("click", (event) => event.stopPropagation(), {
    capture: true,
    signal: click.signal,
  });
  setTimeout(() => click.abort());
}
