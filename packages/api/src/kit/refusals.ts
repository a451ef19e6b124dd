/** Errors of procedures in the OpenAPI document: a description and an example of each. */
import type { z } from "zod";
import type { Noun } from "@coulisses/messages";
import { type Current, type CurrentByCode, type Detail, DomainError, notFound } from "./errors.ts";
import { exampleId } from "./ids.ts";

/** The 404 for an unknown id. @example errors: unknown("artist") */
export function unknown(noun: Noun) {
  const words = noun.replace("_", " ");
  const name = `${words.charAt(0).toUpperCase()}${words.slice(1).replace(" ", "")}NotFound`;
  return { 404: { name, ...missing(noun, `No ${words} has this id.`) } };
}

/** A thing that is not found, with a description of its own. */
export function missing(noun: Noun, description: string, id = exampleId) {
  return { description, example: notFound(noun, id) };
}

/**
 * A conflict with the present state.
 *
 * @param said the reason
 * @param current the schema of the conflicting thing, if callers get it
 */
export function conflict(
  description: string,
  said: Detail,
  current?: z.ZodType<Current<"conflict">>,
) {
  return { description, example: new DomainError("conflict", said), ...(current && { current }) };
}

/** A change of a stale version: callers get the current thing. */
export function stale(description: string, current: z.ZodType<CurrentByCode["stale"]["current"]>) {
  const said = { reason: "other_version", params: { version: 2, expected: 1 } } as const;
  return { description, example: new DomainError("stale", said, { current: null }), current };
}
