/** What procedures refuse, as the OpenAPI document tells it: when, with an example of each. */
import type { z } from "zod";
import { DomainError } from "./errors.ts";
import { exampleId } from "./ids.ts";

/** An id that nothing has, by its status. @example errors: unknown("Artist") */
export function unknown(noun: string) {
  const description = `No ${noun.toLowerCase()} has this id.`;
  return { 404: { name: `${noun.replace(" ", "")}NotFound`, ...notFound(noun, description) } };
}

/** A thing that is not found, where more is to be said than that it has an id. */
export function notFound(noun: string, description: string, id = exampleId) {
  return { description, example: new DomainError("not_found", `${noun} ${id} not found`) };
}

/**
 * A contradiction to what is there.
 *
 * @param detail a sentence that callers get then
 * @param current the schema of what is in the way, where callers get it
 */
export function conflict(description: string, detail: string, current?: z.ZodType) {
  return { description, example: new DomainError("conflict", detail), ...(current && { current }) };
}

/** A change of what somebody else changed: callers get the thing as it is now. */
export function stale(description: string, current: z.ZodType) {
  const detail = "This is version 2 by now, and not 1";
  return { description, example: new DomainError("stale", detail), current };
}
