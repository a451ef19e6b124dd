import type { Outputs } from "@coulisses/client";
import { durationName } from "../data/durations.ts";
import { useCounters } from "../data/people.ts";
import { monthOfYear, period } from "../data/times.ts";
import { Refusal } from "../ui/refusal.tsx";
import styles from "./counters.module.css";
import part from "./people.module.css";
import { text } from "./text.ts";

type Counted = Outputs["labour"]["counters"];

/** A person's hours and cachets of the last 12 months, in all and month by month. Also for an artist's own view. */
export function Counters({ artist_id }: { artist_id: string }) {
  const counters = useCounters(artist_id);
  return (
    <section className={part.part} aria-label={text.counters.title}>
      <h2>{text.counters.title}</h2>
      {counters.error !== null && <Refusal error={counters.error} />}
      {counters.data !== undefined && <Counts counted={counters.data} />}
      <p className={part.muted}>{text.counters.indicative}</p>
    </section>
  );
}

function Counts({ counted }: { counted: Counted }) {
  const { hours, night, from, until } = counted;
  const last = Temporal.PlainDate.from(until).subtract({ days: 1 });
  const target = hours.allowed ?? 0;
  const said = text.counters.ofTarget({
    hours: durationName(hours.measured),
    target: durationName(target),
  });
  return (
    <>
      <p className={styles.total}>{said}</p>
      <div className={styles.track} aria-hidden>
        <div className={styles.bar} style={{ inlineSize: share(hours.measured, target) }} />
      </div>
      <p className={part.muted}>
        {period(Temporal.PlainDate.from(from), last)} ·{" "}
        {text.counters.night({ hours: durationName(night.measured) })}
      </p>
      <Besides counted={counted} />
      {counted.months.length > 0 && <Months months={counted.months} />}
    </>
  );
}

/** What counts besides work, if there is any. */
function Besides({ counted }: { counted: Counted }) {
  const said = (["teaching", "training", "absences"] as const)
    .filter((what) => counted[what].measured > 0)
    .map((what) => text.counters[what]({ hours: durationName(counted[what].measured) }));
  return said.length > 0 && <p className={part.muted}>{said.join(" · ")}</p>;
}

/** The bars are for the eye; the figures beside them are for everybody. */
function Months({ months }: { months: Counted["months"] }) {
  const longest = Math.max(1, ...months.map(({ hours }) => hours.measured));
  return (
    <table className={styles.months}>
      <thead>
        <tr>
          <th scope="col">{text.counters.month}</th>
          <th scope="col">{text.counters.annexe}</th>
          <td />
          <th scope="col">{text.counters.hours}</th>
          <th scope="col">{text.counters.cachets}</th>
        </tr>
      </thead>
      <tbody>
        {months.map(({ month, annexe, hours, cachets }) => (
          <tr key={`${month} ${annexe}`}>
            <th scope="row">{monthOfYear(Temporal.PlainYearMonth.from(month))}</th>
            <td>{annexe}</td>
            <td className={styles.drawn} aria-hidden>
              <div className={styles.bar} style={{ inlineSize: share(hours.measured, longest) }} />
            </td>
            <td>
              {durationName(hours.measured)}
              {hours.allowed !== null && ` / ${durationName(hours.allowed)}`}
            </td>
            <td>
              {cachets.measured}
              {cachets.allowed !== null && ` / ${cachets.allowed}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function share(measured: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.min(100, (100 * measured) / whole)}%`;
}
