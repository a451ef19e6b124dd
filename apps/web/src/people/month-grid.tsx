import { type KeyboardEvent, type PointerEvent, useEffect, useRef } from "react";
import { clockOf, fullDayName, weekdayNames } from "../data/times.ts";
import styles from "./availabilities.module.css";
import { type DaysSelected, daysAfter, isSelected, weeksOf } from "./month.ts";
import { minutesPerDay, partsOn, type Slot } from "./slots.ts";
import { text } from "./text.ts";

interface Props {
  month: Temporal.PlainYearMonth;
  slots: readonly Slot[];
  days: DaysSelected;
  today: Temporal.PlainDate;
  onSelect: (days: DaysSelected) => void;
}

/** The days of a month, and when somebody is available on each. A drag, or Shift with the arrows, selects several. */
export function MonthGrid({ month, slots, days, today, onSelect }: Props) {
  const grid = useRef<HTMLTableElement>(null);
  const focused = days.focus.toString();
  // A key leads the focus to the day, also in another month. A press elsewhere keeps its own.
  const isLed = useRef(false);
  useEffect(() => {
    const day = grid.current?.querySelector(`[data-date="${focused}"]`);
    if (isLed.current && day instanceof HTMLElement) day.focus();
    isLed.current = false;
  }, [focused]);

  function onKeyDown(event: KeyboardEvent): void {
    const next = daysAfter(event.key, days, event.shiftKey);
    if (next === undefined) return;
    event.preventDefault();
    isLed.current = true;
    onSelect(next);
  }

  return (
    <table
      ref={grid}
      className={styles.grid}
      role="grid"
      aria-label={text.availabilities.title}
      aria-multiselectable
      onKeyDown={onKeyDown}
      {...dragOf(days, onSelect)}
    >
      <thead>
        <tr>
          {weekdayNames.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={String(week[0])}>
            {week.map((date) => (
              <Day
                key={date.toString()}
                date={date}
                parts={partsOn(slots, date)}
                isSelected={isSelected(days, date)}
                isTabStop={date.equals(days.focus)}
                isToday={date.equals(today)}
                isOther={date.month !== month.month}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A press selects a day, with Shift up to it; moving on selects all days up to where the pointer is. */
function dragOf(days: DaysSelected, onSelect: (days: DaysSelected) => void) {
  return {
    onPointerDown: (event: PointerEvent) => {
      const date = dateAt(event);
      if (date === undefined || event.button !== 0) return;
      onSelect({ anchor: event.shiftKey ? days.anchor : date, focus: date });
    },
    onPointerMove: (event: PointerEvent) => {
      const date = event.buttons === 1 ? dateAt(event) : undefined;
      if (date !== undefined && !date.equals(days.focus))
        onSelect({ anchor: days.anchor, focus: date });
    },
  };
}

/** A finger keeps its events at the day where it was put: where it is now is asked of the page. */
function dateAt({ clientX, clientY }: PointerEvent): Temporal.PlainDate | undefined {
  const day = document.elementFromPoint(clientX, clientY)?.closest("[data-date]");
  const written = day?.getAttribute("data-date");
  return written ? Temporal.PlainDate.from(written) : undefined;
}

interface DayProps {
  date: Temporal.PlainDate;
  parts: readonly { from: number; to: number }[];
  isSelected: boolean;
  isTabStop: boolean;
  isToday: boolean;
  /** Of the month before or after. */
  isOther: boolean;
}

function Day({ date, parts, isSelected: selected, isTabStop, isToday, isOther }: DayProps) {
  return (
    <td
      role="gridcell"
      className={styles.day}
      data-date={date.toString()}
      data-today={isToday || undefined}
      data-other={isOther || undefined}
      aria-selected={selected}
      aria-current={isToday ? "date" : undefined}
      aria-label={`${fullDayName(date)}: ${spokenOf(parts)}`}
      tabIndex={isTabStop ? 0 : -1}
    >
      <span className={styles.number}>{date.day}</span>
      <span className={styles.hours}>
        {parts.map(({ from, to }) => (
          <span
            key={from}
            className={styles.part}
            style={{
              insetInlineStart: `${(100 * from) / minutesPerDay}%`,
              inlineSize: `${(100 * (to - from)) / minutesPerDay}%`,
            }}
          />
        ))}
      </span>
    </td>
  );
}

function spokenOf(parts: DayProps["parts"]): string {
  if (parts.length === 0) return text.availabilities.none;
  if (parts.some(({ from, to }) => from === 0 && to === minutesPerDay))
    return text.availabilities.wholeDay;
  const times = parts.map(({ from, to }) => `${clockOf(from)}–${clockOf(to)}`).join(", ");
  return text.availabilities.available({ times });
}
