import type { Calendar } from "@coulisses/client";
import { useMemo, useState } from "react";
import { dayName, times } from "../../data/times.ts";
import { useReader } from "../../frame/reader.ts";
import { Button } from "../../ui/button.tsx";
import { Table, type TableColumn } from "../../ui/table.tsx";
import { text as shared } from "../../ui/text.ts";
import { type Line, linesOf, parseSort, type SortColumn, sortText } from "../model/list.ts";
import type { View } from "../model/view.ts";
import { otherZone } from "../model/zone.ts";
import { text } from "../text.ts";
import styles from "./list.module.css";
import { Mark } from "./mark.tsx";
import { useCountToTell } from "./to-tell.ts";

/** How many lines the list has at first, and how many more a press adds. */
const some = 200;

interface Props {
  calendar: Calendar;
  view: View;
  empty: string;
  onChange: (view: View) => void;
}

/** What the board shows, as a table of missions. */
export function List({ calendar, view, empty, onChange }: Props) {
  const [most, setMost] = useState(some);
  const lines = useMemo(() => linesOf(calendar, parseSort(view.sort)), [calendar, view.sort]);
  return (
    <div className={styles.list}>
      <Table
        label={text.list.title}
        columns={columns}
        items={lines.slice(0, most)}
        idOf={({ mission }) => mission.id}
        selected={view.mission}
        onSelect={(mission) => onChange({ ...view, mission })}
        empty={empty}
        sort={parseSort(view.sort)}
        onSort={({ column, isDescending }) => {
          const sort = sortText({ ...parseSort(column), isDescending });
          onChange({ ...view, sort });
        }}
      />
      {lines.length > most && (
        <div className={styles.more}>
          <Button onPress={() => setMost(most + some)}>{shared.form.more}</Button>
        </div>
      )}
    </div>
  );
}

const columns: (TableColumn<Line> & { id: SortColumn | "times" | "who" })[] = [
  { id: "day", label: text.list.day, cell: ({ mission }) => dayOf(mission), isSortable: true },
  { id: "times", label: text.list.times, cell: (line) => <Times {...line} /> },
  {
    id: "title",
    label: text.list.mission,
    cell: (line) => <Title {...line} />,
    isSortable: true,
    isName: true,
  },
  {
    id: "venue",
    label: text.filters.venue,
    cell: ({ mission }) => mission.venue.name,
    isSortable: true,
  },
  {
    id: "production",
    label: text.filters.production,
    cell: ({ mission }) => mission.project?.title ?? text.board.withoutProduction,
    isSortable: true,
  },
  {
    id: "filled",
    label: text.list.filled,
    cell: (line) => <Filled {...line} />,
    isSortable: true,
    isNumber: true,
  },
  { id: "who", label: text.list.who, cell: whoOf },
  {
    id: "finding",
    label: text.list.finding,
    cell: (line) => <Worst {...line} />,
    isSortable: true,
  },
];

function Times({ mission }: Line) {
  const zone = otherZone(mission.time_zone, useReader().organisation.time_zone);
  return zone === undefined ? times(mission) : `${times(mission)} (${zone})`;
}

function Title({ mission: { id, title, status } }: Line) {
  const toTell = useCountToTell(id);
  return (
    <>
      <span className={status === "cancelled" ? styles.cancelled : undefined}>
        {title}
        {status !== "published" && (
          <>
            {" "}
            <span className={styles.status}>{text.statuses[status]}</span>
          </>
        )}
      </span>
      {toTell > 0 && (
        <>
          {" "}
          <span className={styles.status}>{text.board.toTell({ count: toTell })}</span>
        </>
      )}
    </>
  );
}

function Filled({ mission: { coverage } }: Line) {
  const { filled, needed } = coverage;
  return (
    <span className={styles.filled} data-open={filled < needed || undefined}>
      {filled}/{needed}
    </span>
  );
}

function Worst({ level, finding }: Line) {
  if (level === undefined || level === "info") return null;
  return (
    <>
      <Mark level={level} /> {finding?.message}
    </>
  );
}

/** "Adèle Roux, Bastien Leroy (option 1)" */
function whoOf({ people }: Line): string {
  return people
    .map((engagement) => {
      const { artist, status } = engagement;
      return status === "option"
        ? `${artist.name} (${text.board.option(engagement)})`
        : artist.name;
    })
    .join(", ");
}

function dayOf({ starts_at, time_zone }: Line["mission"]): string {
  return dayName(Temporal.Instant.from(starts_at).toZonedDateTimeISO(time_zone).toPlainDate());
}
