import type { ChangedSignal } from "@coulisses/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRefresher } from "./refresher.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function change(event_id: string): ChangedSignal {
  const ids = { noun_id: "n", missions: [], engagements: [], artists: [] };
  const by = { kind: "open", id: null } as const;
  return { type: "changed", event_id, noun: "mission", by, ...ids, is_partial: false };
}

function started() {
  const seen: unknown[] = [];
  const state = { isChanging: false, own: new Set<string>() };
  const refresher = createRefresher({
    refresh: (changes) =>
      seen.push(changes === "everything" ? changes : changes.map(({ event_id }) => event_id)),
    isChanging: () => state.isChanging,
    isOwn: (event_id) => state.own.has(event_id),
  });
  return { ...refresher, seen, state };
}

test("changes in quick succession are loaded once", () => {
  const { add, seen } = started();
  add(change("a"));
  add(change("b"));
  vi.runAllTimers();
  expect(seen).toEqual([["a", "b"]]);
});

test("one's own change causes no second load, also if it is told before it is answered", () => {
  const { add, look, seen, state } = started();
  state.isChanging = true;
  add(change("mine"));
  add(change("theirs"));
  vi.runAllTimers();
  expect(seen).toEqual([]);
  state.own.add("mine");
  state.isChanging = false;
  look();
  vi.runAllTimers();
  expect(seen).toEqual([["theirs"]]);
});

test("nothing is loaded while something is moved, and all of it afterwards", () => {
  const { add, hold, seen } = started();
  const release = hold();
  add(change("a"));
  add({ type: "reload" });
  vi.runAllTimers();
  expect(seen).toEqual([]);
  release();
  release();
  vi.runAllTimers();
  expect(seen).toEqual(["everything"]);
});

test("many changes are loaded at intervals", () => {
  const { add, seen } = started();
  for (let at = 0; at < 20; at += 1) {
    add(change(String(at)));
    vi.advanceTimersByTime(100);
  }
  vi.runAllTimers();
  expect(seen.length).toBeLessThanOrEqual(4);
  expect(seen.flat()).toHaveLength(20);
});
