import type { Present } from "@coulisses/client";
import { text } from "./text.ts";

const colours = 5;

/** The colour in which a person is shown: always the same one. */
export function colourOf({ id, page_id }: Present): string {
  const letters = Array.from(id ?? page_id);
  const sum = letters.reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0);
  return `var(--person-${(sum % colours) + 1})`;
}

/** The name of a person; without sign-in nobody has one. */
export function nameOf({ name }: Present): string {
  return name ?? text.somebody;
}
