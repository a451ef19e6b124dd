import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCalendar } from "../data/plan.ts";
import { useRuleTitles } from "../data/rules.ts";
import { shortDayAndTimes } from "../data/times.ts";
import { Frame } from "../frame/frame.tsx";
import { LengthTool, PeriodTool } from "../frame/period-tool.tsx";
import { useReader } from "../frame/reader.ts";
import { type Period, spanOf } from "../routes/period.ts";
import { Choice } from "../ui/choice.tsx";
import { Failure } from "../ui/failure.tsx";
import { Level } from "../ui/level.tsx";
import { RowsSkeleton } from "../ui/rows-skeleton.tsx";
import { type Group, groupings, groupProblems, type Problem, problemsOf } from "./group.ts";
import styles from "./problems.module.css";
import { text } from "./text.ts";
import { levels, type ProblemsView } from "./view.ts";

/** All that speaks against the plan of some weeks, each leading to its place on the board. */
export function ProblemsScreen() {
  const view = useSearch({ from: "/screens/problems" });
  const navigate = useNavigate({ from: "/problems" });
  const show = (next: ProblemsView) => void navigate({ search: next });
  const change = (period: Period) => show({ ...view, ...period });
  const more = (
    <>
      <LengthTool period={view} onChange={change} />
      <Choice
        label={text.group}
        value={view.group}
        options={groupings.map((value) => ({ value, label: text[value] }))}
        onChange={(group) => show({ ...view, group })}
      />
      <Choice
        label={text.level}
        value={view.level}
        options={levels.map((value) => ({ value, label: text[value] }))}
        onChange={(level) => show({ ...view, level })}
      />
    </>
  );
  return (
    <Frame title={text.title} tools={<PeriodTool period={view} onChange={change} />} more={more}>
      <Problems view={view} />
    </Frame>
  );
}

function Problems({ view }: { view: ProblemsView }) {
  const calendar = useCalendar(spanOf(view, useReader().organisation.time_zone), {});
  const titles = useRuleTitles();
  const problems = calendar.data === undefined ? [] : problemsOf(calendar.data);
  const shown = problems.filter(({ finding }) => view.level === "all" || finding.level !== "info");
  const groups = groupProblems(shown, view.group, (rule) => titles.get(rule) ?? rule);
  return (
    <main className={styles.problems} aria-busy={calendar.isPending}>
      {calendar.isError && <Failure error={calendar.error} reset={() => void calendar.refetch()} />}
      {calendar.isPending && <RowsSkeleton />}
      {calendar.isSuccess && groups.length === 0 && <p className={styles.none}>{text.none}</p>}
      {groups.map((group) => (
        <GroupPart key={group.id} group={group} isOfRule={view.group === "rule"} />
      ))}
    </main>
  );
}

function GroupPart({ group, isOfRule }: { group: Group; isOfRule: boolean }) {
  return (
    <section className={styles.group} aria-label={group.label}>
      <h2>
        {group.label}{" "}
        <span className={styles.count}>{text.count({ count: group.problems.length })}</span>
      </h2>
      <ul className={styles.list}>
        {group.problems.map((problem, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- two findings may have the same words
          <ProblemLine key={index} problem={problem} hasName={isOfRule} />
        ))}
      </ul>
    </section>
  );
}

function ProblemLine({ problem, hasName }: { problem: Problem; hasName: boolean }) {
  const { finding, name, mission } = problem;
  return (
    <li className={styles.problem}>
      <Level level={finding.level} />
      <div className={styles.what}>
        <p>
          {hasName && <strong>{name}: </strong>}
          {finding.message}
        </p>
        {finding.reference !== null && <p className={styles.source}>{finding.reference}</p>}
      </div>
      {mission !== undefined && (
        <Link
          className={styles.place}
          to="/board"
          search={{
            zoom: "week",
            rows: "people",
            from: mondayBefore(mission.starts_at, mission.time_zone),
            mission: mission.id,
          }}
        >
          {mission.title}, {shortDayAndTimes(mission)}
        </Link>
      )}
    </li>
  );
}

function mondayBefore(instant: string, time_zone: string): string {
  const date = Temporal.Instant.from(instant).toZonedDateTimeISO(time_zone).toPlainDate();
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}
