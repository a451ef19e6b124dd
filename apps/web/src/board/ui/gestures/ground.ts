import type { RowRef } from "../../model/commands.ts";
import { rowIndexAt, topsOf } from "../../model/hit.ts";
import { headHeight, heightOf, labelWidth } from "../../model/layout.ts";
import type { Bar, Grouping, Row } from "../../model/rows.ts";
import { type Scale, xOf } from "../../model/scale.ts";
import { domId } from "../bar.tsx";

/** What a pointer moves over: the rows as they are drawn, in the element that scrolls them. */
export interface Ground {
  readonly surface: HTMLElement;
  readonly open: Row;
  readonly rows: readonly Row[];
  readonly grouping: Grouping;
  readonly scale: Scale;
}

/** A row of the ground; 0 is that of the open seats. */
export function rowAt({ open, rows }: Pick<Ground, "open" | "rows">, index: number) {
  return index === 0 ? open : rows[index - 1];
}

export function refOf({ grouping }: Pick<Ground, "grouping">, row: Row, index: number): RowRef {
  return index === 0 ? { grouping: "open", id: "" } : { grouping, id: row.id };
}

/** The row at a height in the window; undefined outside of the rows. */
export function rowUnder(ground: Ground, clientY: number): RowRef | undefined {
  const { surface, open, rows } = ground;
  const y = clientY - surface.getBoundingClientRect().top;
  if (y < headHeight || y > surface.clientHeight) return undefined;
  const above = headHeight + heightOf(open);
  if (y < above) return refOf(ground, open, 0);
  const index = rowIndexAt(topsOf(rows), y - above + surface.scrollTop);
  const row = index === undefined ? undefined : rows[index];
  return row && refOf(ground, row, 1);
}

/** Pixels from the top of the first row, also where it is scrolled away. */
export function rowsY({ surface, open }: Ground, clientY: number): number {
  const above = headHeight + heightOf(open);
  return clientY - surface.getBoundingClientRect().top - above + surface.scrollTop;
}

/** The time at a place in the window. */
export function timeUnder({ surface, scale }: Ground, clientX: number): number {
  const left = surface.getBoundingClientRect().left + labelWidth;
  const x = clientX - left + surface.scrollLeft;
  return scale.start + (x / scale.pixelsPerHour) * 3_600_000;
}

/** The bar that an element is, or is in, with its row. */
export function barOf(
  ground: Ground,
  element: Element | null,
): { bar: Bar; row: Row; index: number; cell: HTMLElement } | undefined {
  const cell = element?.closest<HTMLElement>("[role=gridcell]");
  const found = cell && rowOf(ground, cell);
  const bar = found?.row.bars.find(
    ({ key }) => domId({ row: found.row.id, bar: key }) === cell?.id,
  );
  return found && bar && cell ? { ...found, bar, cell } : undefined;
}

/** The row that an element is in. */
export function rowOf(ground: Ground, element: Element): { row: Row; index: number } | undefined {
  const index = Number(element.closest("[role=row]")?.getAttribute("aria-rowindex")) - 1;
  const row = rowAt(ground, index);
  return row && { row, index };
}

/** Pixels from the left edge of the surface to a time. */
export function leftOf({ surface, scale }: Ground, time: number): number {
  return labelWidth + xOf(scale, time) - surface.scrollLeft;
}
