import type { Calendar } from "@coulisses/client";
import { useReader } from "../frame/reader.ts";
import styles from "./agenda.module.css";
import { Agenda } from "./agenda.tsx";
import { text } from "./text.ts";

type Mission = Calendar["missions"][number];

interface Props {
  missions: readonly Mission[];
  /** What is said if there are none. */
  empty: string;
  onOpen: (id: string) => void;
}

/** The plan on a phone, where there is no room for the board: open seats first, then all missions, day by day. */
export function PlanAgenda({ missions, empty, onOpen }: Props) {
  const { time_zone } = useReader().organisation;
  const open = missions.filter(({ coverage }) => coverage.filled < coverage.needed);
  const shared = { time_zone, onOpen, more: Filled };
  return (
    <div className={styles.content}>
      {missions.length === 0 && <p className={styles.note}>{empty}</p>}
      {open.length > 0 && (
        <section aria-label={text.open}>
          <h2 className={styles.date}>
            {text.open} <span className={styles.muted}>{open.length}</span>
          </h2>
          <Agenda items={open} part={text.open} {...shared} />
        </section>
      )}
      <Agenda items={missions} {...shared} />
    </div>
  );
}

function Filled({ coverage: { filled, needed } }: Mission) {
  return (
    <span className={filled < needed ? styles.open : styles.muted}>
      {filled}/{needed}
    </span>
  );
}
