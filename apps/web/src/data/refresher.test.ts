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
  const state = { isChanging: false, own: new Set<string>(), loaded: Promise.resolve() };
  const refresher = createRefresher({
    async refresh(changes) {
      seen.push(changes === "everything" ? changes : changes.map(({ event_id }) => event_id));
      await state.loaded;
    },
    isChanging: () => state.isChanging,
    isOwn: (event_id) => state.own.has(event_id),
  });
  return { ...refresher, seen, state };
}

test("changes in quick succession are loaded once", async () => {
  const { add, seen } = started();
  add(change("a"));
  add(change("b"));
  await vi.runAllTimersAsync();
  expect(seen).toEqual([["a", "b"]]);
});

test("one's own change causes no second load, also if it is told before it is answered", async () => {
  const { add, look, seen, state } = started();
  state.isChanging = true;
  add(change("mine"));
  add(change("theirs"));
  await vi.runAllTimersAsync();
  expect(seen).toEqual([]);
  state.own.add("mine");
  state.isChanging = false;
  look();
  await vi.runAllTimersAsync();
  expect(seen).toEqual([["theirs"]]);
});

test("nothing is loaded while something is moved, and all of it afterwards", async () => {
  const { add, hold, seen } = started();
  const release = hold();
  add(change("a"));
  add({ type: "reload" });
  await vi.runAllTimersAsync();
  expect(seen).toEqual([]);
  release();
  release();
  await vi.runAllTimersAsync();
  expect(seen).toEqual(["everything"]);
});

test("many changes are loaded at intervals", async () => {
  const { add, seen } = started();
  for (let at = 0; at < 20; at += 1) {
    add(change(String(at)));
    await vi.advanceTimersByTimeAsync(100);
  }
  await vi.runAllTimersAsync();
  expect(seen.length).toBeLessThanOrEqual(8);
  expect(seen.flat()).toHaveLength(20);
});

test("a slow load is not begun again before it has ended", async () => {
  const { add, seen, state } = started();
  const { promise, resolve } = Promise.withResolvers<void>();
  state.loaded = promise;
  add(change("a"));
  await vi.runAllTimersAsync();
  add(change("b"));
  await vi.runAllTimersAsync();
  expect(seen).toEqual([["a"]]);
  resolve();
  await vi.runAllTimersAsync();
  expect(seen).toEqual([["a"], ["b"]]);
});
