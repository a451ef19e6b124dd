import { memo, type ReactNode } from "react";
import { cellName } from "../../data/times.ts";
import { text } from "../text.ts";
import type { RowRef } from "../model/commands.ts";
import { cellAt, type Spot } from "../model/focus.ts";
import { isWithin, type Span } from "../model/lanes.ts";
import { isInLanes } from "../model/lane-window.ts";
import { heightOf } from "../model/layout.ts";
import type { Bar as BarShown, Grouping, Row } from "../model/rows.ts";
import { type Scale, widthOf, xOf } from "../model/scale.ts";
import { otherZone } from "../model/zone.ts";
import { Bar, domId } from "./bar.tsx";
import styles from "./board.module.css";
import { DayLines } from "./days.tsx";
import type { BarHandlers, Drawing } from "./drawing.ts";
import { RowMark, RowTint } from "./law/row-tint.tsx";
import { MoreLanes } from "./more-lanes.tsx";
import type { Selection } from "../model/selection.ts";
import { SelectedByOthers } from "./selected-by-others.tsx";
import { Unavailable } from "./unavailable.tsx";
import type { OpenLanes } from "./use-lane-window.ts";

interface Props {
  row: Row;
  /** 0 is the row of open seats, which stays in view. */
  index: number;
  drawing: Drawing;
  /** The time in view: bars outside of it are not in the page. */
  shown: Span;
  /** The key of the bar of this row that has the focus. */
  focused: string | undefined;
  /** The empty cell of this row that has the focus. */
  cell: Span | undefined;
  /** The id of the selected mission, if it is in this row. */
  selected: string | undefined;
  /** The missions that are dragged, if one of them is in this row. */
  lifted: ReadonlySet<string> | undefined;
  /** The key of the only bar that leaves its place, if one of the missions that are dragged is in this row. */
  onlyLifted: string | undefined;
  /** The missions that are selected together, if one of them is in this row. */
  chosen: Selection | undefined;
  on: BarHandlers;
  /** Of the open seats. */
  lanes?: OpenLanes;
  /** Pixels below the first row. */
  top: number;
}

/** One row of the board: its name, and its bars. It is drawn again only if a prop has changed. */
export const BoardRow = memo(function BoardRow({ row, index, top, ...props }: Props) {
  const isOpen = index === 0;
  const { drawing, focused } = props;
  const isLifted = (bar: BarShown) => isIn(props.lifted, bar);
  const isShown = (bar: BarShown) => isWithin(bar, props.shown) && isInLanes(bar, row);
  const bars = row.bars.filter((bar) => isShown(bar) || bar.key === focused || isLifted(bar));
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      className={isOpen ? styles.open : styles.row}
      data-lanes={props.lanes && row.lanes}
      style={{ blockSize: heightOf(row), ...(!isOpen && { transform: `translateY(${top}px)` }) }}
    >
      <Label row={row} drawing={drawing} isOpen={isOpen}>
        {props.lanes && <MoreLanes {...props.lanes} />}
      </Label>
      <div
        className={styles.track}
        role="presentation"
        style={{ inlineSize: widthOf(drawing.scale) }}
      >
        {row.availabilities && (
          <Unavailable
            availabilities={row.availabilities}
            scale={drawing.scale}
            shown={props.shown}
          />
        )}
        <RowTint {...refOf(row, { rows: drawing.rows, isOpen })} />
        {isOpen && <DayLines scale={drawing.scale} />}
        {bars.map((bar) => (
          <Bar
            key={bar.key}
            row={row.id}
            bar={bar}
            drawing={drawing}
            on={props.on}
            isFocused={bar.key === focused}
            isSelected={
              isIn(props.chosen, bar) ||
              (props.selected !== undefined && missionOf(bar) === props.selected)
            }
            isLifted={isLifted(bar) && (props.onlyLifted ?? bar.key) === bar.key}
          />
        ))}
        <SelectedByOthers bars={bars} scale={drawing.scale} />
        {props.cell && (
          <EmptyCell
            row={row.id}
            label={labelOf(row, { rows: drawing.rows, isOpen })}
            cell={props.cell}
            scale={drawing.scale}
          />
        )}
      </div>
    </div>
  );
});

interface EmptyCellProps {
  /** The id of the row, and its name. */
  row: string;
  label: string;
  cell: Span;
  scale: Scale;
}

/** The cell that has the focus, in which no bar is. Others are not in the page. */
function EmptyCell({ row, label, cell, scale }: EmptyCellProps) {
  const left = xOf(scale, cell.start);
  return (
    <div
      id={domId({ row, bar: undefined })}
      role="gridcell"
      className={styles.cell}
      aria-label={text.keys.emptyCell({ when: cellName(cell, scale), row: label })}
      style={{ insetInlineStart: left, inlineSize: xOf(scale, cell.end) - left }}
    />
  );
}

interface LabelProps {
  row: Row;
  drawing: Drawing;
  isOpen: boolean;
  children: ReactNode;
}

function Label({ row, drawing, isOpen, children }: LabelProps) {
  const { rows, scale } = drawing;
  const zone = row.time_zone && otherZone(row.time_zone, scale.time_zone);
  const label = labelOf(row, { rows, isOpen });
  return (
    <div
      className={styles.label}
      role="rowheader"
      title={zone === undefined ? label : `${label}, ${text.board.inZone({ zone })}`}
    >
      <span>{label}</span>
      <RowMark {...refOf(row, { rows, isOpen })} />
      {zone !== undefined && <span className={styles.zone}>{text.board.inZone({ zone })}</span>}
      {isOpen && <span className={styles.count}>{row.bars.filter(isWanted).length}</span>}
      {children}
    </div>
  );
}

/** Nobody is looked for on a cancelled mission, which the row shows if one filters for it. */
function isWanted(bar: BarShown): boolean {
  return bar.kind === "mission" && bar.mission.status !== "cancelled";
}

function refOf({ id }: Row, { rows, isOpen }: { rows: Grouping; isOpen: boolean }): RowRef {
  return isOpen ? { grouping: "open", id: "" } : { grouping: rows, id };
}

interface Concern {
  focus: Spot | undefined;
  cells: readonly Span[];
  selected: string | undefined;
  lifted: ReadonlySet<string>;
  onlyLifted: string | undefined;
  chosen: Selection;
}

/** What a row has to know of the state of the board: a row is not drawn again for the state of others. */
export function concerning(
  row: Row,
  { focus, cells, selected, chosen, lifted, onlyLifted }: Concern,
) {
  const has = (id: string) => row.bars.some((bar) => missionOf(bar) === id);
  const hasAny = (ids: ReadonlySet<string>) => row.bars.some((bar) => isIn(ids, bar));
  return {
    focused: focus?.row === row.id ? focus.bar : undefined,
    cell: focus?.row === row.id ? cellAt({ cells }, focus) : undefined,
    selected: selected !== undefined && has(selected) ? selected : undefined,
    ...(lifted.size > 0 && hasAny(lifted)
      ? { lifted, onlyLifted }
      : { lifted: undefined, onlyLifted: undefined }),
    chosen: chosen.size > 0 && hasAny(chosen) ? chosen : undefined,
  };
}

function isIn(ids: ReadonlySet<string> | undefined, bar: BarShown): boolean {
  return ids !== undefined && bar.kind !== "busy" && ids.has(bar.mission.id);
}

function missionOf(bar: BarShown): string | undefined {
  return bar.kind === "busy" ? undefined : bar.mission.id;
}

function labelOf(row: Row, { rows, isOpen }: { rows: Grouping; isOpen: boolean }): string {
  if (isOpen) return text.board.open;
  return row.label === "" ? unnamed(rows) : row.label;
}

function unnamed(grouping: Grouping): string {
  return grouping === "skills" ? text.board.withoutSkill : text.board.withoutProduction;
}
