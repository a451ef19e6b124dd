import { type KeyboardEvent, useEffect, useRef } from "react";
import { parseMinutes, writeMinutes } from "../data/durations.ts";
import type { Venue } from "../data/venues.ts";
import { useMayPlan } from "../frame/reader.ts";
import styles from "./matrix.module.css";
import { text } from "./text.ts";
import { isUneven, minutesOf, type WayChange, type Ways } from "./ways.ts";

interface Props {
  from: Venue;
  to: Venue;
  ways: Ways;
  /** Where it is in the matrix. */
  place: string;
  isTabStop: boolean;
  onFocus: () => void;
  onChange: (change: WayChange) => void;
  /** Called with what cannot be read as a time. */
  onUnread: (text: string) => void;
}

/** The longest travel time that the server takes, in minutes: two days. */
const longest = 2880;

/** How long it takes from one venue to another, to be typed over. */
export function MatrixCell(props: Props) {
  const { from, to, ways, place, isTabStop, onFocus } = props;
  const way = { from: from.id, to: to.id };
  const minutes = minutesOf(ways, way);
  const shown = minutes === undefined ? "" : writeMinutes(minutes);
  const input = useRef<HTMLInputElement>(null);
  const mayPlan = useMayPlan();
  useEffect(() => {
    if (input.current !== null) input.current.value = shown;
  }, [shown]);
  if (from.id === to.id) return <td role="gridcell" className={styles.none} />;
  const uneven = isUneven(ways, way);
  return (
    <td role="gridcell" className={styles.cell} data-uneven={uneven || undefined}>
      <input
        ref={input}
        data-place={place}
        aria-label={text.matrix.way({ from: from.name, to: to.name })}
        aria-description={uneven ? text.matrix.uneven : undefined}
        inputMode="text"
        autoComplete="off"
        defaultValue={shown}
        readOnly={!mayPlan}
        tabIndex={isTabStop ? 0 : -1}
        onFocus={({ currentTarget }) => {
          currentTarget.select();
          onFocus();
        }}
        onKeyDown={(event) => {
          // Below the last row there is no cell to go to.
          if (event.key === "Enter") keep(event.currentTarget, shown, props);
          leave(event, shown);
        }}
        onBlur={({ currentTarget }) => keep(currentTarget, shown, props)}
      />
    </td>
  );
}

function leave({ key, currentTarget }: KeyboardEvent<HTMLInputElement>, shown: string): void {
  if (key !== "Escape") return;
  currentTarget.value = shown;
  currentTarget.select();
}

/** Keeps what was typed when the cell is left, or says that it is no time. */
function keep(
  input: HTMLInputElement,
  shown: string,
  { from, to, onChange, onUnread }: Props,
): void {
  const typed = input.value.trim();
  if (typed === shown) return;
  const minutes = typed === "" ? null : parseMinutes(typed);
  input.value = shown;
  if (minutes === undefined || (minutes ?? 0) > longest) onUnread(typed);
  else onChange({ from: from.id, to: to.id, minutes });
}
