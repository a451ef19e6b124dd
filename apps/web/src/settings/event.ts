import type { RecordedChange, RecordedEvent } from "../data/record.ts";
import { text } from "./text.ts";

/** What was done, to which kind of thing: "Production changed". */
export function deedOf({ noun, procedure }: RecordedEvent): string {
  const verb = named(text.record.verbs, procedure.split(/[./ ]/).at(-1) ?? "") ?? procedure;
  return text.record.deed({ noun: named(text.record.nouns, noun) ?? noun, verb });
}

/** Who did it. */
export function actorOf({ actor }: RecordedEvent): string {
  return actor.name ?? text.record.kinds[actor.kind];
}

/** By what people know the thing: its name or title, if its values hold one. */
export function subjectOf({ changes }: RecordedEvent): string {
  const [first] = changes;
  const values = first?.after ?? first?.before ?? {};
  for (const key of ["name", "title", "label", "email"]) {
    const value = values[key];
    if (typeof value === "string") return value;
  }
  return "";
}

/** A value that a change gave another one. */
export interface ChangedField {
  name: string;
  before: string;
  after: string;
}

/** The values that differ, as text. */
export function fieldsOf({ before, after }: RecordedChange): ChangedField[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names]
    .map((name) => ({ name, before: said(before?.[name]), after: said(after?.[name]) }))
    .filter((field) => field.before !== field.after);
}

function said(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function named(names: Readonly<Record<string, string>>, name: string): string | undefined {
  return names[name];
}
