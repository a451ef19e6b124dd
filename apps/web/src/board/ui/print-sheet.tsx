import type { Calendar } from "@coulisses/client";
import { createPortal } from "react-dom";
import { dayName, period, times } from "../../data/times.ts";
import { useReader } from "../../frame/reader.ts";
import { linesOf, parseSort } from "../model/list.ts";
import { named } from "../model/filters.ts";
import { printedWeeks } from "../model/print.ts";
import { type Bar, rowsOf } from "../model/rows.ts";
import type { Scale } from "../model/scale.ts";
import type { View } from "../model/view.ts";
import { text } from "../text.ts";
import styles from "./print-sheet.module.css";

interface Props {
  view: View;
  /** With the filters applied. */
  calendar: Calendar;
  scale: Scale;
}

/** What is shown, as it is put on paper. It is drawn beside the screen, and only printers show it. */
export function PrintSheet({ view, calendar, scale }: Props) {
  const { organisation } = useReader();
  const [first, last] = [scale.days[0], scale.days.at(-1)];
  return createPortal(
    <article className={styles.paper} data-layout={paperOf(view)}>
      <h1 className={styles.title}>
        {organisation.name}
        {first && last && <span className={styles.period}>{period(first.date, last.date)}</span>}
      </h1>
      {view.layout === "list" ? (
        <Lines view={view} calendar={calendar} />
      ) : (
        <Weeks view={view} calendar={calendar} scale={scale} />
      )}
    </article>,
    document.body,
  );
}

function paperOf({ layout, zoom }: View): "list" | "day" | "week" {
  if (layout === "list") return "list";
  return zoom === "day" ? "day" : "week";
}

function Weeks({ view, calendar, scale }: Props) {
  const rows = named(rowsOf(calendar, view.rows), view.q);
  const names = namesOf(calendar);
  return printedWeeks(rows, scale.days).map((week) => (
    <table key={week.days[0]?.start} className={styles.week}>
      <thead>
        <tr>
          <th scope="col" className={styles.rowName}>
            {text.board[view.rows]}
          </th>
          {week.days.map((day) => (
            <th key={day.start} scope="col">
              {dayName(day.date)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {week.rows.map(({ row, days }) => (
          <tr key={row.id}>
            <th scope="row">{row.label}</th>
            {days.map((bars, index) => (
              <td key={week.days[index]?.start}>
                {bars.map((bar) => (
                  <Printed key={bar.key} bar={bar} names={names} />
                ))}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  ));
}

function Printed({ bar, names }: { bar: Bar; names: Names }) {
  if (bar.kind === "busy") return <p className={styles.busy}>{text.board[bar.work]}</p>;
  const { mission } = bar;
  const { filled, needed } = mission.coverage;
  const isOption = bar.kind === "engagement" && bar.engagement.status === "option";
  return (
    <p className={styles.mission}>
      <b>{times(mission)}</b> {mission.title}
      {mission.status === "draft" && ` (${text.board.draft})`}
      {isOption && ` (${text.board.option(bar.engagement)})`}
      <span className={styles.more}>
        {bar.kind === "engagement"
          ? mission.venue.name
          : `${filled}/${needed} ${names.get(mission.id) ?? ""}`}
      </span>
    </p>
  );
}

function Lines({ view, calendar }: Pick<Props, "view" | "calendar">) {
  const names = namesOf(calendar);
  return (
    <table className={styles.lines}>
      <thead>
        <tr>
          <th scope="col">{text.list.day}</th>
          <th scope="col">{text.list.times}</th>
          <th scope="col">{text.list.mission}</th>
          <th scope="col">{text.filters.venue}</th>
          <th scope="col">{text.list.filled}</th>
          <th scope="col">{text.list.who}</th>
        </tr>
      </thead>
      <tbody>
        {linesOf(calendar, parseSort(view.sort)).map(({ mission }) => (
          <tr key={mission.id}>
            <td>{dateOf(mission)}</td>
            <td>{times(mission)}</td>
            <th scope="row">{mission.title}</th>
            <td>{mission.venue.name}</td>
            <td>
              {mission.coverage.filled}/{mission.coverage.needed}
            </td>
            <td>{names.get(mission.id)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Names = ReadonlyMap<string, string>;

/** Who is on each mission; those on option with their rank. */
function namesOf({ engagements }: Calendar): Names {
  const byMission = Map.groupBy(engagements, ({ mission_id }) => mission_id);
  return new Map([...byMission].map(([id, some]) => [id, some.map(saidOf).join(", ")]));
}

function saidOf(engagement: Calendar["engagements"][number]): string {
  const { artist, status } = engagement;
  return status === "option" ? `${artist.name} (${text.board.option(engagement)})` : artist.name;
}

function dateOf({ starts_at, time_zone }: Calendar["missions"][number]): string {
  return dayName(Temporal.Instant.from(starts_at).toZonedDateTimeISO(time_zone).toPlainDate());
}
