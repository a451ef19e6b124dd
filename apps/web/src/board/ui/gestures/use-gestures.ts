import type { PointerEvent } from "react";
import { useMayPlan } from "../../../frame/reader.ts";
import { commandOf, type Drag } from "../../model/drag.ts";
import { missionsWithin, topsOf } from "../../model/hit.ts";
import { openMenuOf } from "../bar-menu.ts";
import { currentSelection, selectMissions } from "../selection-store.ts";
import { useCommands } from "../use-commands.ts";
import { useStable } from "../use-stable.ts";
import { followGesture } from "./follow.ts";
import { grab } from "./grab.ts";
import type { Ground } from "./ground.ts";

/** What a pointer does to the board. @returns the handler of the element that scrolls the rows */
export function useGestures(
  ground: () => Ground | undefined,
  onMove: (x: number, y: number) => void,
): (down: PointerEvent) => void {
  const { run } = useCommands();
  const mayPlan = useMayPlan();

  function drop(on: Ground, dragged: Drag): void {
    if (dragged.kind === "lasso") {
      const { rows } = on;
      selectMissions(missionsWithin(dragged, { rows, tops: topsOf(rows) }));
    }
    const command = commandOf(dragged);
    if (command !== undefined) run(command);
  }

  return useStable((down: PointerEvent) => {
    const on = ground();
    if (down.button !== 0 || !mayPlan || on === undefined) return;
    const begin = grab(on, down, currentSelection());
    if (begin === undefined) return;
    followGesture(down, {
      ground: on,
      begin,
      onMove,
      onDrop: (dragged) => drop(on, dragged),
      // Beside all bars, a click selects nothing. On a bar, it selects the bar.
      onClick: () => begin.kind === "new" && selectMissions([]),
      onLongPress: () => begin.kind === "missions" && openMenuOf(down.target),
    });
  });
}
