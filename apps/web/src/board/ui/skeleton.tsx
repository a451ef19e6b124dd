import { text } from "../text.ts";
import { headHeight, heightOf, labelWidth } from "../model/layout.ts";
import { type Scale, widthOf } from "../model/scale.ts";
import board from "./board.module.css";
import { DayHeads, DayLines } from "./days.tsx";
import styles from "./skeleton.module.css";

const rowHeight = heightOf({ lanes: 1 });

/** How long the names to come may be: shares of the column. */
const nameWidths = [62, 48, 70, 55, 44, 66];

/** The board while its rows are loaded: days and lines where they stay. The rows to come are seen only if they take long. */
export function Skeleton({ scale }: { scale: Scale }) {
  const width = widthOf(scale);
  return (
    <div className={styles.surface} role="status" aria-label={text.board.loading}>
      <div className={board.sheet} style={{ inlineSize: labelWidth + width }} aria-hidden>
        <div className={board.head}>
          <div className={board.label} />
          <div className={board.track} style={{ inlineSize: width }}>
            <DayHeads scale={scale} />
          </div>
        </div>
        <div
          className={board.days}
          style={{ insetBlockStart: headHeight, insetInlineStart: labelWidth, inlineSize: width }}
        >
          <DayLines scale={scale} />
        </div>
        {Array.from({ length: 24 }, (_, row) => (
          <div key={row} className={styles.row} style={{ blockSize: rowHeight }}>
            <div
              className={styles.name}
              style={{ inlineSize: `${nameWidths[row % nameWidths.length]}%` }}
            />
          </div>
        ))}
      </div>
    </div>
  );
}
