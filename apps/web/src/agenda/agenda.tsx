import type { ReactNode } from "react";
import { dayNameLong, times } from "../data/times.ts";
import styles from "./agenda.module.css";
import { type AgendaDay, daysOf } from "./days.ts";
import { text } from "./text.ts";

interface Shown {
  readonly id: string;
  readonly title: string;
  readonly status: "draft" | "published" | "cancelled";
  readonly starts_at: string;
  readonly ends_at: string;
  readonly time_zone: string;
  readonly venue: { readonly name: string };
}

interface Props<Item> {
  items: readonly Item[];
  /** Days are counted in this zone to tell which is today. */
  time_zone: string;
  onOpen: (id: string) => void;
  /** What these missions are, where the same days stand twice on a screen: in the names of the days. */
  part?: string;
  /** What a card says besides title, times and place. */
  more?: (item: Item) => ReactNode;
}

/** Missions day by day, under dates that stay in view. */
export function Agenda<Item extends Shown>({ items, ...props }: Props<Item>) {
  return (
    <div className={styles.days}>
      {daysOf(items).map((day) => (
        <Day key={day.date.toString()} day={day} {...props} />
      ))}
    </div>
  );
}

function Day<Item extends Shown>({
  day: { date, items },
  time_zone,
  part,
  onOpen,
  more,
}: Omit<Props<Item>, "items"> & { day: AgendaDay<Item> }) {
  const isToday = date.equals(Temporal.Now.plainDateISO(time_zone));
  const name = dayNameLong(date);
  return (
    <section className={styles.day} aria-label={part === undefined ? name : `${name}, ${part}`}>
      <h2 className={styles.date}>
        {name}
        {isToday && <span className={styles.today}> {text.today}</span>}
      </h2>
      <ul className={styles.cards}>
        {items.map((item) => (
          <li key={item.id}>
            <button
              type="button"
              className={styles.card}
              data-status={item.status}
              onClick={() => onOpen(item.id)}
            >
              <Times {...item} />
              <span className={styles.what}>
                <span className={styles.name}>{item.title}</span>
                <span className={styles.where}>{item.venue.name}</span>
              </span>
              {more?.(item)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Start above end. */
function Times(mission: Shown) {
  const [start, end] = times(mission).split("–");
  return (
    <span className={styles.times}>
      <span>{start}</span>
      <span className={styles.end}>{end}</span>
    </span>
  );
}
