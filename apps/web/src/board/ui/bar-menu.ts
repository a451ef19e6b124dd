import { asking } from "./action-store.ts";
import { focused } from "./focus-store.ts";

/** Opens the menu of the bar that an element is in. @returns whether it is in one */
export function openMenuOf(target: EventTarget | null): boolean {
  const bar = target instanceof Element && target.closest("[data-bar]");
  if (!(bar instanceof HTMLElement)) return false;
  const { row = "", bar: key, start } = bar.dataset;
  focused.set({ row, bar: key, start: Number(start) });
  asking.set({ action: "menu" });
  return true;
}
