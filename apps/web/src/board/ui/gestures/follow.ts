import type { PointerEvent as ReactPointerEvent } from "react";
import type { Drag, PointerAt } from "../../model/drag.ts";
import { currentDrag, tellDrag } from "../drag-store.ts";
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
}

type Modifiers = Pick<PointerEvent, "altKey" | "ctrlKey" | "metaKey">;

/** Follows a pointer that is down: lifts once it has moved, or a finger has stayed, and drops where it goes up. */
export function followGesture(down: ReactPointerEvent, gesture: Gesture): void {
  const { ground, begin, onDrop, onMove } = gesture;
  const { surface } = ground;
  const { pointerId, pointerType } = down;
  const from = { x: down.clientX, y: down.clientY };
  const scrolled = { left: surface.scrollLeft, top: surface.scrollTop };
  let at = from;
  let keys: Modifiers = down.nativeEvent;
  let isLifted = false;
  const end = new AbortController();
  const { signal } = end;

  function tell(): void {
    if (currentDrag() === undefined) return;
    const x = at.x - from.x + surface.scrollLeft - scrolled.left;
    const y = at.y - from.y + surface.scrollTop - scrolled.top;
    tellDrag({ type: "drag", ...pointerAt(ground, { at, x, y, keys }) });
    surface.dataset["drag"] = cursorOf(currentDrag());
    onMove(at.x, at.y);
  }

  function lift(): void {
    isLifted = true;
    surface.setPointerCapture(pointerId);
    tellDrag({ type: "lift", drag: begin });
    tell();
    requestAnimationFrame(scroll);
  }

  /** Scrolls as long as the pointer is near an edge. */
  function scroll(): void {
    if (signal.aborted) return;
    const step = scrollStep(ground, at, from);
    if (step.x !== 0 || step.y !== 0) {
      surface.scrollBy(step.x, step.y);
      tell();
    }
    requestAnimationFrame(scroll);
  }

  function finish(isDropped: boolean): void {
    end.abort();
    clearTimeout(timer);
    delete surface.dataset["drag"];
    if (!isLifted) return;
    ignoreClick(surface);
    const dragged = currentDrag();
    tellDrag({ type: "end" });
    if (isDropped && dragged !== undefined) onDrop(dragged);
  }

  const timer = pointerType === "touch" ? setTimeout(lift, longPress) : undefined;
  const on = <Name extends keyof WindowEventMap>(
    name: Name,
    listener: (event: WindowEventMap[Name]) => void,
  ) => window.addEventListener(name, listener, { signal, capture: true, passive: false });

  on("pointermove", (event) => {
    if (event.pointerId !== pointerId) return;
    at = { x: event.clientX, y: event.clientY };
    keys = event;
    const way = Math.hypot(at.x - from.x, at.y - from.y);
    if (isLifted) tell();
    else if (pointerType !== "touch" && way >= shortestDrag) lift();
    else if (pointerType === "touch" && way >= stillFinger) finish(false);
  });
  on("pointerup", (event) => event.pointerId === pointerId && finish(true));
  on("pointercancel", (event) => event.pointerId === pointerId && finish(false));
  // A finger that has lifted something does not scroll, and opens no menu.
  on("touchmove", (event) => isLifted && event.preventDefault());
  on("contextmenu", (event) => isLifted && event.preventDefault());
  on("keydown", (event) => {
    if (event.key === "Escape" && isLifted) {
      event.preventDefault();
      event.stopPropagation();
      tellDrag({ type: "end" });
      delete surface.dataset["drag"];
    } else if (isLifted) follow(event);
  });
  on("keyup", (event) => isLifted && follow(event));

  /** A modifier that is pressed or released changes the drag at once. */
  function follow(event: KeyboardEvent): void {
    keys = event;
    tell();
  }
}

function pointerAt(
  ground: Ground,
  {
    at,
    x,
    y,
    keys,
  }: { at: { x: number; y: number }; x: number; y: number; keys: Modifiers },
): PointerAt {
  const { pixelsPerHour } = ground.scale;
  const isFine = keys.ctrlKey || keys.metaKey;
  const time = (pixels: number) => (pixels / pixelsPerHour) * 3_600_000;
  const under =
    currentDrag()?.kind === "person"
      ? barOf(ground, document.elementFromPoint(at.x, at.y))?.bar
      : undefined;
  return {
    x,
    y,
    by: time(x),
    snapMinutes: isFine ? 5 : 15,
    // Where 15 minutes are less than three pixels, nobody hits the same time on another day.
    magnet: isFine || pixelsPerHour > 12 ? 0 : time(3),
    row: rowUnder(ground, at.y),
    mission_id: under === undefined || under.kind === "busy" ? undefined : under.mission.id,
    isCopy: keys.altKey,
    isFirm: isFine,
  };
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
