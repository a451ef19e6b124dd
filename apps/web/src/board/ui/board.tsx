import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { text } from "../text.ts";
import { headHeight, heightOf, labelWidth } from "../model/layout.ts";
import type { Row } from "../model/rows.ts";
import { type Scale, widthOf } from "../model/scale.ts";
import styles from "./board.module.css";
import { DayHeads, DayLines } from "./days.tsx";
import type { Drawing } from "./drawing.ts";
import { BoardRow, domId } from "./row.tsx";
import { MoveNote } from "./move-note.tsx";
import { useFocus } from "./use-focus.ts";
import { useMove } from "./use-move.ts";

interface Props {
  rows: readonly Row[];
  open: Row;
  drawing: Drawing;
}

/** The board: time runs to the right, and only the rows in view are in the page. It is one tab stop. */
export function Board({ rows, open, drawing }: Props) {
  const surface = useRef<HTMLDivElement>(null);
  const above = headHeight + heightOf(open);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => surface.current,
    estimateSize: (index) => heightOf(rows[index] ?? { lanes: 1 }),
    getItemKey: (index) => rows[index]?.id ?? index,
    scrollMargin: above,
    scrollPaddingStart: above,
    overscan: 4,
  });

  const { onKey, ...move } = useMove(drawing.scale);
  const { focus, setFocus, onKeyDown } = useFocus([open, ...rows], {
    onMove: (index) => index > 0 && virtual.scrollToIndex(index - 1),
    onEnter: (bar) => bar.kind !== "busy" && drawing.onSelect(bar.mission.id),
    before: onKey,
  });
  const shared = { ...drawing, ...move, focus, onFocus: setFocus };
  const width = widthOf(drawing.scale);

  function drawRow(index: number, top: number) {
    const row = rows[index];
    return row && <BoardRow key={row.id} row={row} index={index + 1} top={top} drawing={shared} />;
  }

  return (
    <>
      <div
        ref={surface}
        className={styles.surface}
        role="grid"
        tabIndex={0}
        aria-label={text.board.title}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={focus && domId(focus)}
        onKeyDown={onKeyDown}
      >
        <div className={styles.sheet} style={{ inlineSize: labelWidth + width }}>
          <Head scale={drawing.scale} />
          <BoardRow row={{ ...open, label: text.board.open }} index={0} isOpen drawing={shared} />
          {rows.length === 0 && <p className={styles.empty}>{text.board.empty}</p>}
          <div
            className={styles.rows}
            role="presentation"
            style={{ minBlockSize: virtual.getTotalSize() }}
          >
            <Lines scale={drawing.scale} />
            {virtual.getVirtualItems().map(({ index, start }) => drawRow(index, start - above))}
          </div>
        </div>
      </div>
      <MoveNote {...move} time_zone={drawing.scale.time_zone} />
    </>
  );
}

/** The dates, in view also when rows are scrolled. */
function Head({ scale }: { scale: Scale }) {
  return (
    <div className={styles.head} aria-hidden>
      <div className={styles.label} />
      <div className={styles.track} style={{ inlineSize: widthOf(scale) }}>
        <DayHeads scale={scale} />
      </div>
    </div>
  );
}

/** The lines of days and hours behind all rows. */
function Lines({ scale }: { scale: Scale }) {
  const place = { insetInlineStart: labelWidth, inlineSize: widthOf(scale) };
  return (
    <div className={styles.days} style={place} aria-hidden>
      <DayLines scale={scale} />
    </div>
  );
}
