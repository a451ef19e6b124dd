import { text } from "../text.ts";
import type { Place } from "../model/focus.ts";
import { heightOf } from "../model/layout.ts";
import type { Grouping, Row } from "../model/rows.ts";
import { widthOf } from "../model/scale.ts";
import { Bar } from "./bar.tsx";
import styles from "./board.module.css";
import { DayLines } from "./days.tsx";
import type { FocusedDrawing } from "./drawing.ts";

interface Props {
  row: Row;
  /** From 0, the row of open seats. */
  index: number;
  drawing: FocusedDrawing;
  /** Pixels below the first row. */
  top?: number;
  isOpen?: boolean;
}

/** One row of the board: its name, and its bars. */
export function BoardRow({ row, index, drawing, top = 0, isOpen = false }: Props) {
  const { scale, focus, onFocus, onSelect } = drawing;
  const bars = row.bars.filter(({ start, end }) => start < scale.end && end > scale.start);
  return (
    <div
      role="row"
      aria-rowindex={index + 1}
      className={isOpen ? styles.open : styles.row}
      style={{ blockSize: heightOf(row), ...(!isOpen && { transform: `translateY(${top}px)` }) }}
    >
      <div className={styles.label} role="rowheader" title={row.label}>
        <span>{row.label === "" ? unnamed(drawing.rows) : row.label}</span>
        {isOpen && <span className={styles.count}>{row.bars.length}</span>}
      </div>
      <div className={styles.track} role="presentation" style={{ inlineSize: widthOf(scale) }}>
        {isOpen && <DayLines scale={scale} />}
        {bars.map((bar) => {
          const place = { row: row.id, bar: bar.key };
          return (
            <Bar
              key={bar.key}
              id={domId(place)}
              bar={bar}
              drawing={drawing}
              isFocused={focus?.row === row.id && focus.bar === bar.key}
              onPress={() => {
                onFocus(place);
                if (bar.kind !== "busy") onSelect(bar.mission.id);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

/** The id of a bar's element. */
export function domId({ row, bar }: Place): string {
  return `bar ${row} ${bar}`.replaceAll(" ", "_");
}

function unnamed(grouping: Grouping): string {
  return grouping === "skills" ? text.board.withoutSkill : text.board.withoutProduction;
}
