import { dayName, dayNameShort } from "../../data/times.ts";
import { text } from "../text.ts";
import { type Day, hoursOf, type Scale, xOf } from "../model/scale.ts";
import styles from "./board.module.css";
import { useNow } from "./use-now.ts";

/** The dates above the board, and the hours where there is room. */
export function DayHeads({ scale }: { scale: Scale }) {
  const today = Temporal.Now.plainDateISO(scale.time_zone);
  return scale.days.map((day) => (
    <div
      key={day.start}
      className={styles.dayHead}
      data-today={day.date.equals(today) || undefined}
      style={placeOf(scale, day)}
    >
      {hasMonth(scale, day) ? dayName(day.date) : dayNameShort(day.date)}
      {day.hours !== 24 && (
        <span className={styles.clocks}>
          {day.hours < 24 ? text.board.clocksForward : text.board.clocksBack}
        </span>
      )}
      {hoursShown(scale, day).map(({ time, hour }) => (
        <span
          key={time}
          className={styles.hours}
          style={{ insetInlineStart: xOf(scale, time) - xOf(scale, day.start) }}
        >
          {hour}
        </span>
      ))}
    </div>
  ));
}

/** Pixels: a narrower day has no room for the name of its month. */
const leastForMonth = 80;

/** The period above the board says which months these are. */
function hasMonth(scale: Scale, { start, end }: Day): boolean {
  return xOf(scale, end) - xOf(scale, start) >= leastForMonth;
}

/** Pixels that an hour takes at least where nights are shaded. */
const leastForNights = 5;

/** The lines of days and hours, and that of the present time. */
export function DayLines({ scale }: { scale: Scale }) {
  return (
    <>
      {scale.days.map((day) => (
        <div
          key={day.start}
          className={styles.day}
          data-weekend={day.date.dayOfWeek > 5 || undefined}
          data-nights={scale.pixelsPerHour >= leastForNights || undefined}
          style={placeOf(scale, day)}
        >
          {hoursShown(scale, day).map(({ time }) => (
            <div
              key={time}
              className={styles.hour}
              style={{ insetInlineStart: xOf(scale, time) - xOf(scale, day.start) }}
            />
          ))}
        </div>
      ))}
      <NowLine scale={scale} />
    </>
  );
}

function NowLine({ scale }: { scale: Scale }) {
  const now = useNow();
  if (now <= scale.start || now >= scale.end) return null;
  return <div className={styles.now} style={{ insetInlineStart: xOf(scale, now) }} />;
}

function placeOf(scale: Scale, { start, end }: Day) {
  const left = xOf(scale, start);
  return { insetInlineStart: left, inlineSize: xOf(scale, end) - left };
}

/** As many hours as fit; midnight is the line of the day. */
function hoursShown(scale: Scale, day: Day) {
  const every = [1, 2, 3, 4, 6, 12].find((hours) => hours * scale.pixelsPerHour >= 28) ?? 24;
  return hoursOf(day, scale.time_zone, every).filter(({ time }) => time !== day.start);
}
