import type { MouseEvent } from "react";
import type { Place } from "../model/focus.ts";
import type { Bar, Grouping } from "../model/rows.ts";
import type { Scale } from "../model/scale.ts";

/** How rows are drawn. Rows are drawn again when it is another object: it stays the same until something of it changes. */
export interface Drawing {
  scale: Scale;
  rows: Grouping;
  hueOf: (project_id: string | null) => string;
}

/** What bars do. The object stays the same, so that it is no reason to draw a bar again. */
export interface BarHandlers {
  onPress: (place: Place, bar: Bar, event: MouseEvent) => void;
}
