import { type RefObject, useEffect } from "react";

/**
 * Keeps the focus within an element: where the control that had it goes away, the nearest part around it takes it.
 * The element itself can have the focus.
 */
export function useKeptFocus(element: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const root = element.current;
    if (root === null) return undefined;
    let around: HTMLElement[] = [];
    const onFocus = ({ target }: FocusEvent) => (around = partsAround(target, root));
    const leave = (to: EventTarget | null) => {
      if (to instanceof Node && !root.contains(to)) around = [];
    };
    // A control that is disabled or goes away loses the focus to nothing.
    const onBlur = ({ relatedTarget }: FocusEvent) => leave(relatedTarget);
    const onPress = ({ target }: PointerEvent) => leave(target);
    const observer = new MutationObserver(() => {
      const isLost = around.length > 0 && document.activeElement === document.body;
      const next = isLost ? around.find(({ isConnected }) => isConnected) : undefined;
      if (next === undefined) return;
      next.tabIndex = -1;
      next.focus();
    });
    root.addEventListener("focusin", onFocus);
    root.addEventListener("focusout", onBlur);
    document.addEventListener("pointerdown", onPress);
    observer.observe(root, { childList: true, subtree: true });
    return () => {
      root.removeEventListener("focusin", onFocus);
      root.removeEventListener("focusout", onBlur);
      document.removeEventListener("pointerdown", onPress);
      observer.disconnect();
    };
  }, [element]);
}

/** The named parts in which something is, innermost first, and the whole. */
function partsAround(target: EventTarget | null, root: HTMLElement): HTMLElement[] {
  const parts: HTMLElement[] = [];
  let part = target instanceof HTMLElement ? target.closest("section, aside") : null;
  while (part instanceof HTMLElement && root.contains(part)) {
    parts.push(part);
    part = part.parentElement?.closest("section, aside") ?? null;
  }
  return parts;
}
