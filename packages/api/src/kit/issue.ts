import type { CodedIssue } from "@coulisses/messages";
import { z } from "zod";
import { count } from "./ids.ts";
import { fromZod, issueBehind } from "./must.ts";

/** One mistake in an input: its path, as keys and indexes from the root, and its message. */
export const Issue = z.strictObject({
  path: z.array(z.union([z.string(), count])).meta({ examples: [["availabilities", 0, "end"]] }),
  message: z.string().meta({ examples: ["Availability end must be after start"] }),
});

export type Issue = z.infer<typeof Issue>;

/** The same before translation: the code and the parameters of its message. */
export type InputIssue = { path: readonly (string | number)[] } & CodedIssue;

/** Turns issues of a part of an input into issues of the whole. */
export function within(path: InputIssue["path"], issues: readonly InputIssue[]): InputIssue[] {
  return issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
}

/** Turns zod's issues into ours. */
export function issuesIn(found: readonly z.core.$ZodIssue[]): InputIssue[] {
  return found.map((issue) => ({
    path: issue.path.map((key) => (typeof key === "number" ? key : String(key))),
    ...(issueBehind(issue.message) ?? fromZod(issue)),
  }));
}
