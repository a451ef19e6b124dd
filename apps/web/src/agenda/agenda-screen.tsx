import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { useAgenda } from "../data/agenda.ts";
import { useIsOnline } from "../data/kept.ts";
import { dayAndClock, isoOf } from "../data/times.ts";
import { keepPages } from "../data/worker.ts";
import { Frame } from "../frame/frame.tsx";
import { useReader } from "../frame/reader.ts";
import { Aside } from "../ui/aside.tsx";
import { ListWithAside } from "../ui/list-with-aside.tsx";
import styles from "./agenda.module.css";
import { Agenda } from "./agenda.tsx";
import { MissionDetail } from "./mission-detail.tsx";
import { text } from "./text.ts";
import { type AgendaView, sections } from "./view.ts";

const Availability = lazy(async () => ({
  default: (await import("./availability.tsx")).Availability,
}));
const Counters = lazy(async () => ({ default: (await import("../people/counters.tsx")).Counters }));

/** An artist's own work, for a phone: what is published for them day by day, their availability and their counters. */
export function AgendaScreen() {
  const view = useSearch({ from: "/screens/agenda" });
  const { artist_id } = useReader();
  useEffect(() => void keepPages(), []);
  if (artist_id === null)
    return (
      <Frame title={text.title}>
        <Missions view={view} />
      </Frame>
    );
  return (
    <Frame title={text[view.section]}>
      <div className={styles.screen}>
        <Section view={view} artist_id={artist_id} />
        <nav className={styles.bar} aria-label={text.sections}>
          {sections.map((section) => (
            <Link
              key={section}
              to="/agenda"
              search={{ section }}
              className={styles.tab}
              aria-current={section === view.section ? "page" : undefined}
            >
              {text[section]}
            </Link>
          ))}
        </nav>
      </div>
    </Frame>
  );
}

function Section({ view, artist_id }: { view: AgendaView; artist_id: string }) {
  if (view.section === "agenda") return <Missions view={view} />;
  return (
    <main className={styles.content}>
      <div className={styles.own}>
        <Suspense>
          {view.section === "counters" ? (
            <Counters artist_id={artist_id} />
          ) : (
            <Availability artist_id={artist_id} />
          )}
        </Suspense>
      </div>
    </main>
  );
}

function Missions({ view }: { view: AgendaView }) {
  const navigate = useNavigate({ from: "/agenda" });
  const { time_zone } = useReader().organisation;
  const today = Temporal.Now.plainDateISO(time_zone).toZonedDateTime(time_zone);
  const agenda = useAgenda(today.epochMilliseconds);
  const { mission: selected, ...unselected } = view;
  const missions = agenda.data ?? [];
  const mission = missions.find(({ id }) => id === selected);
  const isOnline = useIsOnline();
  const isOld = agenda.data !== undefined && (agenda.isError || !isOnline);
  return (
    <ListWithAside
      list={isOld ? { ...agenda, error: null } : agenda}
      aside={
        mission && (
          <Aside title={mission.title} onClose={() => void navigate({ search: unselected })}>
            <MissionDetail mission={mission} />
          </Aside>
        )
      }
    >
      <div className={styles.column}>
        {isOld && (
          <p className={styles.note} role="status">
            {text.offline({ at: dayAndClock(isoOf(agenda.dataUpdatedAt), time_zone) })}
          </p>
        )}
        {missions.length === 0 && <p className={styles.note}>{text.none}</p>}
        <Agenda
          items={missions}
          time_zone={time_zone}
          onOpen={(id) => void navigate({ search: { ...view, mission: id } })}
        />
      </div>
    </ListWithAside>
  );
}
