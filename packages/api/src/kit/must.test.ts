import { sentenceOf } from "@coulisses/messages";
import { expect, test } from "vitest";
import { z } from "zod";
import { issuesIn } from "./issue.ts";
import { must } from "./must.ts";

const Sent = z.strictObject({
  name: z.string(),
  count: z.int().min(1).max(9),
  kind: z.enum(["show", "rehearsal"]),
  items: z.array(z.number().lt(5)).min(1).max(2),
});
const right = { name: "A", count: 1, kind: "show", items: [1] };

test.each([
  { sent: undefined, says: ["An input is required: a JSON object"] },
  { sent: null, says: ["Must be a JSON object"] },
  { sent: [], says: ["Must be a JSON object"] },
  {
    sent: {},
    says: ["Is required", "Is required", 'Must be one of "show", "rehearsal"', "Is required"],
  },
  { sent: { ...right, name: 5 }, says: ["Must be a string"] },
  { sent: { ...right, count: "5" }, says: ["Must be a number"] },
  { sent: { ...right, count: 1.5 }, says: ["Must be an integer"] },
  { sent: { ...right, count: 0 }, says: ["Must be at least 1"] },
  { sent: { ...right, count: 10 }, says: ["Must be at most 9"] },
  { sent: { ...right, items: [] }, says: ["Must have at least 1 item"] },
  { sent: { ...right, items: [1, 2, 3] }, says: ["Must have at most 2 items"] },
  { sent: { ...right, items: [5] }, says: ["Must be less than 5"] },
  { sent: { ...right, a: 1, b: 2 }, says: ['Unrecognized keys: "a", "b"'] },
])("$sent is refused with an issue, which has a message in plain words", ({ sent, says }) => {
  const found = Sent.safeParse(sent).error?.issues ?? [];
  expect(found.map(({ message }) => message)).toEqual(says);
  const issues = issuesIn(found);
  expect(issues.map((issue) => sentenceOf(issue, "en"))).toEqual(says);
  for (const [i, issue] of issues.entries()) expect(sentenceOf(issue, "fr")).not.toBe(says[i]);
});

test("a schema's own message is translated into each language", () => {
  const schema = z.strictObject({ colour: z.string().regex(/^#/, must({ issue: "colour" })) });
  const { issues = [] } = schema.safeParse({ colour: "red" }).error ?? {};
  expect(issues.map(({ message }) => message)).toEqual(["Must be a colour such as #c2410c"]);
  expect(issuesIn(issues)).toEqual([{ path: ["colour"], issue: "colour" }]);
});

test("a message repeats unknown keys up to a length", () => {
  const keys = Object.fromEntries(["a", "b".repeat(300), "c"].map((key) => [key, 1]));
  const [issue] = issuesIn(z.strictObject({}).safeParse(keys).error?.issues ?? []);
  expect(issue).toMatchObject({ params: { keys: ["a", `${"b".repeat(249)}…`] } });
});
