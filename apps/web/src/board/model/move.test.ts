import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { droppedAt, move, type Moving, type MoveEvent } from "./move.ts";

const at = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const minute = 60_000;

const mission = {
  mission_id: "m",
  version: 1,
  start: at("2027-10-30T22:00[Europe/Paris]"),
  end: at("2027-10-31T01:00[Europe/Paris]"),
};

function after(...events: MoveEvent[]): Moving | undefined {
  return events.reduce(move, move(undefined, { type: "lift", mission }));
}

const events: fc.Arbitrary<MoveEvent> = fc.oneof(
  fc.record({
    type: fc.constant("drag" as const),
    by: fc.integer({ min: -1e9, max: 1e9 }),
    snapMinutes: fc.constantFrom(5, 15),
  }),
  fc.record({ type: fc.constant("step" as const), minutes: fc.integer({ min: -600, max: 600 }) }),
);

describe("Moving a mission", () => {
  test("a mission that is lifted stays where it is", () => {
    expect(after()).toEqual({ ...mission, by: 0 });
    expect(droppedAt({ ...mission, by: 0 })).toBeUndefined();
  });

  test("a drag snaps the start to quarters of an hour on the clock", () => {
    const moved = after({ type: "drag", by: 38 * minute, snapMinutes: 15 });
    expect(moved?.by).toBe(45 * minute);
  });

  test("the arrow keys and the pointer lead to the same times", () => {
    const dragged = after({ type: "drag", by: 45 * minute, snapMinutes: 15 });
    const stepped = after(...[1, 2, 3].map(() => ({ type: "step" as const, minutes: 15 })));
    expect(stepped).toEqual(dragged);
  });

  test("a day later over the clock change it starts at the same time on the clock", () => {
    const moved = after({ type: "stepDays", days: 1, time_zone: "Europe/Paris" });
    expect(moved?.by).toBe(25 * 60 * minute);
    const forward = { ...mission, start: at("2027-03-27T22:00[Europe/Paris]") };
    const sprung = move(
      { ...forward, by: 0 },
      { type: "stepDays", days: 1, time_zone: "Europe/Paris" },
    );
    expect(sprung?.by).toBe(23 * 60 * minute);
  });

  test("it is as long after a move as before, whatever moves it", () => {
    fc.assert(
      fc.property(fc.array(events), (all) => {
        const moving = after(...all);
        const { start, end } = (moving && droppedAt(moving)) ?? mission;
        expect(end - start).toBe(mission.end - mission.start);
      }),
    );
  });

  test("after it ends, nothing moves any more", () => {
    expect(after({ type: "end" }, { type: "step", minutes: 15 })).toBeUndefined();
  });
});
