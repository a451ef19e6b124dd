import type { CodedIssue } from "@coulisses/messages";
import { z } from "zod";
import { count } from "./ids.ts";
import { ofSchema, saidAs } from "./must.ts";

/** One thing wrong with an input: where, as keys and positions from its root, and what. */
export const Issue = z.strictObject({
  path: z.array(z.union([z.string(), count])).meta({ examples: [["availabilities", 0, "end"]] }),
  message: z.string().meta({ examples: ["Availability end must be after start"] }),
});

export type Issue = z.infer<typeof Issue>;

/** The same before it is said: what its sentence is made of. */
export type InputIssue = { path: readonly (string | number)[] } & CodedIssue;

/** Issues of a part of an input, as issues of the whole. */
export function within(path: InputIssue["path"], issues: readonly InputIssue[]): InputIssue[] {
  return issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
}

/** What a schema found wrong with an input. */
export function issuesIn(found: readonly z.core.$ZodIssue[]): InputIssue[] {
  return found.map((issue) => ({
    path: issue.path.map((key) => (typeof key === "number" ? key : String(key))),
    ...(saidAs(issue.message) ?? ofSchema(issue)),
  }));
}
