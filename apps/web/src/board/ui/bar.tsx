import { type CSSProperties, memo } from "react";
import { text } from "../text.ts";
import { times } from "../../data/times.ts";
import type { Spot } from "../model/focus.ts";
import type { Span } from "../model/lanes.ts";
import { barHeight, topOf } from "../model/layout.ts";
import type { Bar as BarShown } from "../model/rows.ts";
import { type Scale, xOf } from "../model/scale.ts";
import { otherZone } from "../model/zone.ts";
import styles from "./bar.module.css";
import type { BarHandlers, Drawing } from "./drawing.ts";
import { ExpiryEdge } from "./expiry-edge.tsx";
import { Mark } from "./mark.tsx";
import { spoken } from "./spoken.ts";
import { useCountToTell } from "./to-tell.ts";

/** Pixels: a narrower bar has room for the beginning of its title only. */
const roomForMore = 72;

/** Pixels: a narrower bar has room for a mark only. */
const roomForMark = 14;

interface Props {
  /** The id of the row. */
  row: string;
  bar: BarShown;
  drawing: Drawing;
  on: BarHandlers;
  isFocused: boolean;
  isSelected: boolean;
  /** Whether it is dragged: it stays where it is, and a ghost shows where it would be. */
  isLifted: boolean;
}

/** A bar of the board. The board handles the keyboard. It is drawn again only if a prop has changed. */
export const Bar = memo(function Bar({ row, bar, drawing, on, ...state }: Props) {
  const place = { row, bar: bar.key };
  const { left, width } = extentOf(bar, drawing.scale);
  const style: CSSProperties = {
    transform: `translate(${left}px, ${topOf(bar.lane)}px)`,
    inlineSize: width,
    blockSize: barHeight,
    ...(bar.kind !== "busy" && { "--hue": drawing.hueOf(bar.mission.project_id) }),
  };
  const toTell = useCountToTell(bar.kind === "busy" ? undefined : bar.mission.id);
  const zone =
    bar.kind === "busy" ? undefined : otherZone(bar.mission.time_zone, drawing.scale.time_zone);
  const words = bar.kind === "busy" ? text.board[bar.work] : spoken(bar, { toTell, zone });
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid has the focus, and Enter there does the same
    <div
      id={domId(place)}
      role="gridcell"
      aria-label={words}
      aria-selected={state.isSelected}
      className={styles.bar}
      data-row={row}
      data-bar={bar.key}
      data-start={bar.start}
      data-status={statusOf(bar)}
      data-from-before={bar.start < drawing.scale.start || undefined}
      data-goes-on={bar.end > drawing.scale.end || undefined}
      data-narrow={width < roomForMore || undefined}
      data-tiny={width < roomForMark || undefined}
      data-focused={state.isFocused || undefined}
      style={style}
      title={words}
      data-lifted={state.isLifted || undefined}
      onClick={(event) => on.onPress(place, bar, event)}
    >
      <BarInside bar={bar} zone={zone} toTell={toTell} hasRoom={width >= roomForMore} />
    </div>
  );
});

/** The id of the element of a bar, or of an empty cell that has the focus. */
export function domId({ row, bar }: Pick<Spot, "row" | "bar">): string {
  return `bar ${row} ${bar ?? "none"}`.replaceAll(" ", "_");
}

interface InsideProps {
  bar: BarShown;
  /** Whose clocks its times are on, if those are not the board's. */
  zone?: string | undefined;
  /** How many people are to be told of it. */
  toTell: number;
  hasRoom: boolean;
}

/** What a bar says. */
export function BarInside({ bar, zone, toTell, hasRoom }: InsideProps) {
  if (bar.kind === "busy") return <span className={styles.title}>{text.board[bar.work]}</span>;
  const { mission } = bar;
  const rank = bar.kind === "engagement" ? bar.engagement.rank : null;
  return (
    <>
      {rank !== null && <span className={styles.rank}>{rank}</span>}
      <span className={styles.title}>{mission.title}</span>
      {hasRoom && (
        <span className={styles.where}>
          {bar.kind === "mission" ? mission.venue.name : times(mission)}
          {zone !== undefined && ` (${zone})`}
        </span>
      )}
      {bar.kind === "mission" && hasRoom && mission.status !== "cancelled" && (
        <Filled {...mission.coverage} />
      )}
      {bar.kind === "engagement" && <ExpiryEdge option={bar.engagement} />}
      {(bar.level === "block" || bar.level === "warn") && <Mark level={bar.level} />}
      {toTell > 0 && <span className={styles.toTell} />}
    </>
  );
}

function Filled({ filled, needed }: { filled: number; needed: number }) {
  return (
    <span className={styles.filled} data-open={filled < needed || undefined}>
      {filled}/{needed}
    </span>
  );
}

/** Pixels: what is within the days shown. */
export function extentOf(bar: Span, scale: Scale): { left: number; width: number } {
  const left = Math.max(0, xOf(scale, bar.start));
  return { left, width: Math.max(6, xOf(scale, Math.min(bar.end, scale.end)) - left - 1) };
}

/** How sure a bar is, for its style. */
export function statusOf(bar: BarShown): string {
  if (bar.kind === "busy") return "busy";
  return bar.kind === "engagement" && bar.mission.status !== "cancelled"
    ? bar.engagement.status
    : bar.mission.status;
}
