import type { PointerEvent } from "react";
import type { Place } from "../model/focus.ts";
import type { Moving } from "../model/move.ts";
import type { Bar, Grouping } from "../model/rows.ts";
import type { Scale } from "../model/scale.ts";

/** How rows are drawn, and what is selected. */
export interface Drawing {
  scale: Scale;
  rows: Grouping;
  hueOf: (project_id: string | null) => string;
  /** The id of the mission. */
  selected: string | undefined;
  onSelect: (mission_id: string) => void;
}

/** How rows are drawn, which bar has the keyboard's focus, and which mission is moved. */
export type FocusedDrawing = Drawing & {
  moving: Moving | undefined;
  onPointerDown: (bar: Bar, event: PointerEvent<HTMLElement>) => void;
  focus: Place | undefined;
  onFocus: (place: Place) => void;
};
