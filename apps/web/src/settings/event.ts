import type { RecordedEvent } from "../data/record.ts";
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

/** A text by a name that may have none. */
export function named(names: Readonly<Record<string, string>>, name: string): string | undefined {
  return names[name];
}
