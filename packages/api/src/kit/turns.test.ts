import { setImmediate as oneTurn } from "node:timers/promises";
import { Deadline } from "@coulisses/database";
import { describe, expect, test, vi } from "vitest";
import { afterOthers, mapInTurns, nextTurn } from "./turns.ts";

/** Blocks the event loop for so many milliseconds. */
function compute(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

/** Counts the turns of the event loop until some work is done, and runs something in each. */
async function turnsDuring(work: Promise<unknown>, inEach = () => {}): Promise<number> {
  let turns = 0;
  const count = () => {
    turns += 1;
    inEach();
    next = setImmediate(count);
  };
  let next = setImmediate(count);
  await work;
  clearImmediate(next);
  return turns;
}

describe("a long computation", () => {
  const twenty = Array.from({ length: 20 }, (_, i) => i);

  test("maps all items, in order", async () => {
    expect(await mapInTurns(twenty, (item, place) => item * 100 + place)).toEqual(
      twenty.map((i) => i * 101),
    );
  });

  test("yields to other requests every few items", async () => {
    const turns = await turnsDuring(mapInTurns(twenty, () => compute(6)));
    expect(turns).toBeGreaterThanOrEqual(8);
  });

  test("shares the turns with other computations", async () => {
    let inTurn = 0;
    let most = 0;
    const work = () => {
      inTurn += 1;
      most = Math.max(most, inTurn);
      compute(6);
    };
    const all = Promise.all(twenty.map(() => mapInTurns([1, 2], work)));
    await turnsDuring(all, () => (inTurn = 0));
    expect(most).toBeLessThanOrEqual(4);
  });

  /** Six requests that need three turns each; the names of the first four that end. */
  async function firstToEnd(): Promise<string[]> {
    const events: string[] = [];
    const request = (name: string) =>
      new Deadline(60_000).run(async () => {
        for (let turn = 0; turn < 3; turn += 1) {
          await nextTurn();
          events.push(name);
        }
      });
    const all = Promise.all(["a", "b", "c", "d", "e", "f"].map(request));
    await all;
    const ended = [...new Set(events)].toSorted(
      (one, other) => events.lastIndexOf(one) - events.lastIndexOf(other),
    );
    return ended.slice(0, 4).toSorted();
  }

  test("of the first few requests is finished before others begin", async () => {
    expect(await firstToEnd()).toEqual(["a", "b", "c", "d"]);
  });

  test("of the newest requests is finished under overload, so that some are answered", async () => {
    let now = 0;
    // Each reading of the clock is seconds later.
    const clock = vi.spyOn(performance, "now").mockImplementation(() => (now += 5000));
    expect(await firstToEnd()).toEqual(["c", "d", "e", "f"]);
    clock.mockRestore();
    // The end that this clock set is reset after the turn.
    await oneTurn();
  });

  test("ends when the caller's deadline is over", async () => {
    const deadline = new Deadline(20);
    let made = 0;
    const call = deadline.run(() =>
      mapInTurns(Array.from({ length: 1000 }), () => {
        made += 1;
        compute(2);
      }),
    );
    await expect(call).rejects.toThrow("took longer than 20 ms");
    await nextTurn();
    const before = made;
    await oneTurn();
    expect(made).toBe(before);
    expect(made).toBeLessThan(1000);
  });
});

describe("long computations of one request", () => {
  test("run one after the other, in order, even if an earlier one fails", async () => {
    const done: string[] = [];
    const call = (name: string) =>
      afterOthers(async () => {
        done.push(`${name} begins`);
        await oneTurn();
        done.push(`${name} ends`);
        if (name === "first") throw new Error("The first fails");
        return name;
      });
    const all = new Deadline(60_000).run(() =>
      Promise.allSettled([call("first"), call("second"), call("third")]),
    );
    expect((await all).map(({ status }) => status)).toEqual(["rejected", "fulfilled", "fulfilled"]);
    expect(done).toEqual(
      ["first", "second", "third"].flatMap((name) => [`${name} begins`, `${name} ends`]),
    );
  });

  test("do not wait for those of another request", async () => {
    const never = new Deadline(60_000).run(() => afterOthers(() => new Promise(() => {})));
    void never.catch(() => {});
    const other = new Deadline(60_000).run(() => afterOthers(async () => "answered"));
    expect(await other).toBe("answered");
  });
});
