import type { Candidate } from "@coulisses/client";
import { expect, test } from "vitest";
import { bestJudged, judgedOf } from "./answers.ts";

const candidate: Candidate = {
  artist_id: "emma",
  name: "Emma",
  verdict: "free",
  rank: [],
  reasons: [],
  findings: [],
  engagement_id: null,
};

test("a candidate who is on the mission already is blocked, whatever their verdict", () => {
  const judged = judgedOf({ ...candidate, engagement_id: "e" });
  expect(judged).toEqual({ verdict: "blocked", because: "engaged", isSure: true });
});

test("who can take one of several seats is as free as for the best of them", () => {
  const blocked = judgedOf({ ...candidate, verdict: "blocked" });
  expect(bestJudged([blocked, judgedOf(candidate)])).toEqual(judgedOf(candidate));
  expect(bestJudged([])).toBeUndefined();
});
