import type { PointerEvent } from "react";

interface Handlers {
  /** Where the pointer is now, in pixels from the left edge of the window. */
  onMove: (x: number) => void;
  onUp: () => void;
  onCancel: () => void;
}

/** Follows a pointer that is down until it goes up, also outside of the element. */
export function followPointer(
  { currentTarget, pointerId }: PointerEvent<HTMLElement>,
  { onMove, onUp, onCancel }: Handlers,
): void {
  const element: HTMLElement = currentTarget;
  const end = new AbortController();
  const { signal } = end;
  const finish = (act: () => void) => () => {
    end.abort();
    act();
  };
  element.setPointerCapture(pointerId);
  element.addEventListener("pointermove", ({ clientX }) => onMove(clientX), { signal });
  element.addEventListener("pointerup", finish(onUp), { signal });
  element.addEventListener("pointercancel", finish(onCancel), { signal });
}

/** Ignores the click that the browser sends after a drag. */
export function ignoreClick(element: HTMLElement): void {
  const click = new AbortController();
  element.addEventListener("click", (event) => event.stopPropagation(), {
    capture: true,
    signal: click.signal,
  });
  setTimeout(() => click.abort());
}
