import { expect, test } from "vitest";
import { z } from "zod";
import { useOwnSentences } from "./sentences.ts";

useOwnSentences();

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
])("$sent is refused in plain words", ({ sent, says }) => {
  expect(Sent.safeParse(sent).error?.issues.map(({ message }) => message)).toEqual(says);
});

test("a schema that has words of its own keeps them", () => {
  expect(z.string("Must be a name").safeParse(5).error?.issues[0]?.message).toBe("Must be a name");
  const sentence = "Must be an e-mail address";
  expect(z.email().safeParse("x").error?.issues[0]?.message).toBe(sentence);
});
