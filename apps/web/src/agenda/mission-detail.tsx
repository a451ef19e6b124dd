import type { Mission } from "@coulisses/client";
import { useTeam } from "../data/agenda.ts";
import { dayAndTimes, times } from "../data/times.ts";
import styles from "./agenda.module.css";
import { text } from "./text.ts";

/** When and where a mission is, what to know of it, and who is on it. */
export function MissionDetail({ mission }: { mission: Mission }) {
  const { id, venue, project, breaks, notes, time_zone } = mission;
  const team = useTeam(id);
  const people = team.data?.people ?? [];
  return (
    <>
      <div>
        <p>{dayAndTimes(mission)}</p>
        <p>{venue.name}</p>
        {project !== null && <p className={styles.muted}>{project.title}</p>}
      </div>
      {breaks.length > 0 && (
        <p>
          {text.breaks} : {breaks.map((pause) => times({ ...pause, time_zone })).join(", ")}
        </p>
      )}
      {notes !== null && <p className={styles.notes}>{notes}</p>}
      <section aria-label={text.team} className={styles.detail}>
        <h3>{text.team}</h3>
        {team.isSuccess && people.length === 0 && <p className={styles.muted}>{text.alone}</p>}
        <ul>
          {people.map(({ name, position }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- two people may have one name
            <li key={index} className={styles.person}>
              <span>{name}</span>
              <span className={styles.muted}>{position}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
