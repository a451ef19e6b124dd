import type { MissionNews } from "@coulisses/client";
import { dayAndClock, dayAndTimes, times } from "../data/times.ts";
import styles from "./publish.module.css";
import { text as shared } from "../ui/text.ts";
import { text } from "./text.ts";

type Field = MissionNews["fields"][number];

interface Props {
  change: MissionNews;
  time_zone: string;
}

/** What somebody is told of a mission: its title and times, and what changed, before and after. */
export function News({ change, time_zone }: Props) {
  return (
    <li className={styles.news}>
      <p>
        <span className={styles.kind} data-kind={change.kind}>
          {text.kinds[change.kind]}
        </span>{" "}
        {change.title}
      </p>
      <p className={styles.muted}>{dayAndTimes({ ...change, time_zone })}</p>
      {change.fields.map((field) => (
        <p key={field.field} className={styles.change}>
          {text.fields[field.field]}: <del>{shown(field, field.before, time_zone)}</del> →{" "}
          <ins>{shown(field, field.after, time_zone)}</ins>
        </p>
      ))}
    </li>
  );
}

const { kinds } = shared;

/** A value of a field, in words. */
function shown({ field }: Field, value: Field["after"], time_zone: string): string {
  if (value === null || value.length === 0) return text.none;
  if (typeof value !== "string")
    return value.map((pause) => times({ ...pause, time_zone })).join(", ");
  if (field === "kind" && isKind(value)) return kinds[value];
  return field === "starts_at" || field === "ends_at" ? dayAndClock(value, time_zone) : value;
}

function isKind(value: string): value is keyof typeof kinds {
  return value in kinds;
}
