import { reasonWords } from "../board/ui/panel/history-words.ts";
import { text as mission } from "../board/ui/panel/text.ts";
import { durationName } from "../data/durations.ts";
import type { RecordedChange } from "../data/record.ts";
import { dateAndTime, dateName } from "../data/times.ts";
import { text as shared } from "../ui/text.ts";
import { named } from "./event.ts";
import { outside, profile, roles, text } from "./text.ts";

type Values = NonNullable<RecordedChange["before"]>;

/** A value that a change gave another one. */
export interface ChangedField {
  name: string;
  before: string;
  after: string;
}

/** The values that differ, in words. */
export function fieldsOf({ before, after }: RecordedChange): ChangedField[] {
  const values = { ...before, ...after };
  const isKnown = before !== null && after !== null;
  return Object.keys(values)
    .filter((name) => !isOfPrograms(name, values))
    .filter((name) => !isKnown || JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({
      name: named(names, name) ?? name,
      before: said(kindOf(name, values), before?.[name]),
      after: said(kindOf(name, values), after?.[name]),
    }))
    .filter((field) => field.before !== field.after);
}

const names = { ...mission.fields, ...text.record.fields };

/** Versions and ids, unless nothing else says what it is. */
function isOfPrograms(name: string, values: Values): boolean {
  if (["id", "version", "organisation_id"].includes(name)) return true;
  return name.endsWith("_id") && name.slice(0, -"_id".length) in values;
}

/** The state of an engagement has other words than that of a mission. */
function kindOf(name: string, values: Values): string {
  return name === "status" && "artist_id" in values ? "engagement" : name;
}

/** What has words of its own, by the name of its field. */
const wordsOf: Readonly<Record<string, (value: string) => string | undefined>> = {
  kind: (kind) => named(shared.kinds, kind),
  status: (status) => named(mission.statuses, status),
  engagement: (status) => named(mission.history.status, status),
  role: (role) => named(roles.names, role),
  reason: reasonWords,
  occupation: (occupation) => named(profile.occupations, occupation),
  employment: (employment) => named(profile.employments, employment),
  per: (period) => named(profile.periods, period),
  category: (category) => named(outside.categories, category),
};

function said(name: string, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return wordsOf[name]?.(value) ?? timeOf(value) ?? value;
  if (typeof value === "boolean") return value ? text.record.yes : text.record.no;
  if (Array.isArray(value)) return value.map((one) => said("", one)).join(", ");
  if (typeof value === "object") return thing(value);
  return JSON.stringify(value);
}

/** A thing by its name, or all that is known of it. */
function thing(value: object): string {
  const values = new Map<string, unknown>(Object.entries(value));
  const minutes = values.get("minutes");
  if (typeof minutes === "number" && values.has("per"))
    return `${durationName(minutes)} / ${said("per", values.get("per")).toLocaleLowerCase()}`;
  for (const key of ["name", "title", "label", "skill_label", "skill", "code"]) {
    const name = values.get(key);
    if (typeof name === "string") return name;
  }
  const [starts, ends] = [
    values.get("starts_at") ?? values.get("start"),
    values.get("ends_at") ?? values.get("end"),
  ];
  if (typeof starts === "string" && typeof ends === "string")
    return `${said("", starts)} – ${said("", ends)}`;
  return JSON.stringify(value);
}

/** A day or an instant, as people read it. */
function timeOf(value: string): string | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return dateName(Temporal.PlainDate.from(value));
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/.test(value)) return dateAndTime(value);
  return undefined;
}
