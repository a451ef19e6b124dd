/** What procedures refuse, as the OpenAPI document tells it: when, with an example of each. */
import type { z } from "zod";
import type { Noun } from "@coulisses/messages";
import { type Current, type CurrentByCode, type Detail, DomainError, notFound } from "./errors.ts";
import { exampleId } from "./ids.ts";

/** An id that nothing has, by its status. @example errors: unknown("artist") */
export function unknown(noun: Noun) {
  const words = noun.replace("_", " ");
  const name = `${words.charAt(0).toUpperCase()}${words.slice(1).replace(" ", "")}NotFound`;
  return { 404: { name, ...missing(noun, `No ${words} has this id.`) } };
}

/** A thing that is not found, where more is to be said than that it has an id. */
export function missing(noun: Noun, description: string, id = exampleId) {
  return { description, example: notFound(noun, id) };
}

/**
 * A contradiction to what is there.
 *
 * @param said what callers are told then
 * @param current the schema of what is in the way, where callers get it
 */
export function conflict(
  description: string,
  said: Detail,
  current?: z.ZodType<Current<"conflict">>,
) {
  return { description, example: new DomainError("conflict", said), ...(current && { current }) };
}

/** A change of what somebody else changed: callers get the thing as it is now. */
export function stale(description: string, current: z.ZodType<CurrentByCode["stale"]["current"]>) {
  const said = { reason: "other_version", params: { version: 2, expected: 1 } } as const;
  return { description, example: new DomainError("stale", said, { current: null }), current };
}
