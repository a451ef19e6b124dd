import type { Calendar } from "@coulisses/client";
import { useUndo } from "../../data/undo.ts";
import { type ActionId, type LiftId, viewAfter } from "../model/actions.ts";
import { withFilter, withoutFilters } from "../model/filters.ts";
import { newMissionAt } from "../model/create.ts";
import type { Spot } from "../model/focus.ts";
import type { Scale } from "../model/scale.ts";
import { turned, type View, withLayout } from "../model/view.ts";
import { asking } from "./action-store.ts";
import { focusRowFilter } from "./focus-store.ts";
import { askToLift } from "./use-drag-keys.ts";

interface On {
  view: View;
  scale: Scale;
  spot: Spot | undefined;
  /** What actions are about. */
  mission: Calendar["missions"][number] | undefined;
  onChange: (view: View) => void;
}

/** Carries out the actions of the board, however they are asked for. */
export function useActions({ view, scale, spot, mission, onChange }: On): (id: ActionId) => void {
  const { undo, redo } = useUndo();
  const { mission: _selected, ...unselected } = view;
  const { rows } = view;
  const today = Temporal.Now.plainDateISO(scale.time_zone);
  const turn = (by: 1 | -1) => () => onChange(turned(view, { by, today }));
  const toggle = (name: "unfilled" | "findings") => () =>
    onChange(withFilter(view, { [name]: view[name] === true ? undefined : true }));
  const lift = (id: LiftId) => () => spot && askToLift(id, spot);
  const others: Partial<Record<ActionId, () => void>> = {
    open: () => mission && onChange({ ...view, mission: mission.id }),
    move: lift("move"),
    resizeEnd: lift("resizeEnd"),
    resizeStart: lift("resizeStart"),
    copy: lift("copy"),
    seat: lift("seat"),
    earlier: turn(-1),
    later: turn(1),
    unfilled: toggle("unfilled"),
    findings: toggle("findings"),
    clear: () => onChange(withoutFilters(view)),
    list: () => onChange(withLayout(view, "list")),
    board: () => onChange(withLayout(view, "board")),
    create: () => onChange({ ...unselected, create: newMissionAt(spot, { scale, rows, today }) }),
    place: () => mission && onChange({ ...view, mission: mission.id }),
    search: focusRowFilter,
    undo: () => undo.mutate(),
    redo: () => redo.mutate(),
  };
  return (id) => {
    const next = viewAfter(id, view);
    if (next !== undefined) onChange(next);
    else if (others[id] !== undefined) others[id]();
    else asking.set({ action: id, mission_id: mission?.id });
  };
}
