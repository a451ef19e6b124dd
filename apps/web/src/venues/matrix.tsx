import { type KeyboardEvent, useMemo, useState } from "react";
import { useTravelTimeChanges, useTravelTimes, useVenues, type Venue } from "../data/venues.ts";
import { useMayPlan } from "../frame/reader.ts";
import { Checkbox } from "../ui/checkbox.tsx";
import { Failure } from "../ui/failure.tsx";
import { ListWithAside } from "../ui/list-with-aside.tsx";
import { Refusal } from "../ui/refusal.tsx";
import { type Place, placeAfter } from "./matrix-keys.ts";
import { MatrixCell } from "./matrix-cell.tsx";
import styles from "./matrix.module.css";
import { text } from "./text.ts";
import { changesFor, keyOf, type WayChange, type Ways } from "./ways.ts";

/** The travel times between venues: rows lead from the venues that are searched for, columns to all of them. */
export function Matrix({ q }: { q: string | undefined }) {
  const origins = useVenues(q);
  const venues = useVenues();
  const times = useTravelTimes();
  const change = useTravelTimeChanges();
  const [isOneWay, setOneWay] = useState(false);
  const ways: Ways = useMemo(
    () =>
      new Map(
        times.data?.map(({ from_venue_id: from, to_venue_id: to, minutes }) => [
          keyOf({ from, to }),
          minutes,
        ]),
      ),
    [times.data],
  );
  const mayPlan = useMayPlan();
  if (times.isError) return <Failure error={times.error} reset={() => void times.refetch()} />;
  return (
    <ListWithAside list={venues} aside={null}>
      <div className={styles.tools}>
        {mayPlan && (
          <Checkbox label={text.matrix.oneWay} isSelected={isOneWay} onChange={setOneWay} />
        )}
        <p className={styles.help}>{text.matrix.help}</p>
      </div>
      {change.isError && <Refusal error={change.error} />}
      {venues.data !== undefined && venues.data.length < 2 ? (
        <p className={styles.few}>{text.matrix.few}</p>
      ) : (
        <Grid
          origins={origins.data ?? []}
          venues={venues.data ?? []}
          ways={ways}
          onChange={(asked) => {
            const changes = changesFor(ways, asked, { isOneWay });
            if (changes.length > 0) change.mutate(changes);
          }}
        />
      )}
    </ListWithAside>
  );
}

interface GridProps {
  origins: readonly Venue[];
  venues: readonly Venue[];
  ways: Ways;
  onChange: (change: WayChange) => void;
}

/** One tab stop: arrows lead from cell to cell. */
function Grid({ origins, venues, ways, onChange }: GridProps) {
  const [at, setAt] = useState<Place>({ row: 0, column: origins[0]?.id === venues[0]?.id ? 1 : 0 });
  const [unread, setUnread] = useState<string>();
  const isCell = ({ row, column }: Place) => {
    const [from, to] = [origins[row], venues[column]];
    return from && to && from.id !== to.id;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const next = placeAfter(event.key, at, isCell);
    if (next === undefined) return;
    event.preventDefault();
    focusOn(event.currentTarget, next);
  };
  return (
    <>
      <p className={styles.unread} role="alert">
        {unread !== undefined && text.matrix.unread({ text: unread })}
      </p>
      <table
        className={styles.matrix}
        role="grid"
        aria-label={text.matrix.label}
        onKeyDown={onKeyDown}
        onInput={() => setUnread(undefined)}
      >
        <Destinations venues={venues} at={at.column} />
        <tbody>
          {origins.map((from, row) => (
            <tr key={from.id}>
              <Origin name={from.name} isAt={row === at.row} />
              {venues.map((to, column) => (
                <MatrixCell
                  key={to.id}
                  from={from}
                  to={to}
                  ways={ways}
                  place={`${row} ${column}`}
                  isTabStop={row === at.row && column === at.column}
                  onFocus={() => setAt({ row, column })}
                  onChange={onChange}
                  onUnread={setUnread}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Destinations({ venues, at }: { venues: readonly Venue[]; at: number }) {
  return (
    <thead>
      <tr>
        <th className={styles.corner} scope="col">
          {text.matrix.from}
        </th>
        {venues.map(({ id, name }, column) => (
          <th key={id} scope="col" className={styles.to} data-at={column === at || undefined}>
            <span title={name}>{name}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Origin({ name, isAt }: { name: string; isAt: boolean }) {
  return (
    <th scope="row" className={styles.from} data-at={isAt || undefined} title={name}>
      {name}
    </th>
  );
}

function focusOn(grid: HTMLElement, { row, column }: Place): void {
  const cell = grid.querySelector(`[data-place="${row} ${column}"]`);
  if (cell instanceof HTMLElement) cell.focus();
}
