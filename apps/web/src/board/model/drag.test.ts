import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RowRef } from "./commands.ts";
import { aDrag, aMission, at, pointer } from "./drag.factory.ts";
import {
  commandOf,
  type Drag,
  drag,
  onlyLifted,
  type DragEvent,
  type MissionsDrag,
  rowRefusal,
} from "./drag.ts";
import { groupings } from "./rows.ts";

const minute = 60_000;
const hall: RowRef = { grouping: "venues", id: "hall" };
const yard: RowRef = { grouping: "venues", id: "yard" };
const person = (id: string): RowRef => ({ grouping: "people", id });
const open: RowRef = { grouping: "open", id: "open" };

const held = {
  id: "e",
  version: 3,
  position_id: "p",
  artist_id: "adele",
  status: "confirmed",
} as const;

/** The drag after some events. */
function after(begun: MissionsDrag, ...events: DragEvent[]): MissionsDrag | undefined {
  const dragged = events.reduce<Drag | undefined>(
    drag,
    drag(undefined, { type: "lift", drag: begun }),
  );
  return dragged?.kind === "missions" ? dragged : undefined;
}

function commandAfter(begun: MissionsDrag, ...events: DragEvent[]) {
  const dragged = after(begun, ...events);
  return dragged && commandOf(dragged);
}

const row = fc.record({
  grouping: fc.constantFrom<RowRef["grouping"]>(...groupings, "open"),
  id: fc.constantFrom("hall", "yard", "adele"),
});
const pointerEvent: fc.Arbitrary<DragEvent> = fc
  .record({
    x: fc.integer({ min: -3000, max: 3000 }),
    y: fc.integer({ min: -500, max: 500 }),
    snapMinutes: fc.constantFrom(5, 15),
    row: fc.option(row, { nil: undefined }),
    isCopy: fc.boolean(),
    isFirm: fc.boolean(),
  })
  .map((values) => pointer(values));
const keyEvent: fc.Arbitrary<DragEvent> = fc.oneof(
  fc.record({ type: fc.constant("step" as const), minutes: fc.integer({ min: -600, max: 600 }) }),
  fc.record({ type: fc.constant("stepDays" as const), days: fc.integer({ min: -9, max: 9 }) }),
  fc.record({ type: fc.constant("stepRow" as const), row }),
);
const anyHold: fc.Arbitrary<DragEvent> = fc.record({
  type: fc.constant("hold" as const),
  part: fc.constantFrom("body" as const, "start" as const, "end" as const),
  isCopy: fc.boolean(),
});
const events = fc.array(fc.oneof(pointerEvent, keyEvent), { maxLength: 12 });
const begun = fc
  .record({ home: row, part: fc.constantFrom("body" as const, "start" as const, "end" as const) })
  .map(({ home, part }) =>
    aDrag({ home, part, ...(home.grouping === "people" && { engagement: held }) }),
  );

describe("A drag of missions", () => {
  test("that goes nowhere does nothing", () => {
    expect(commandAfter(aDrag())).toBeUndefined();
    expect(commandAfter(aDrag(), pointer({ x: 4 }))).toBeUndefined();
  });

  test("snaps the start to quarters of an hour, or to five minutes", () => {
    const start = aMission().from.start;
    const quarter = after(aDrag(), pointer({ by: 38 * minute }))?.missions[0].to.start;
    expect(quarter).toBe(start + 45 * minute);
    const five = after(aDrag(), pointer({ by: 38 * minute, snapMinutes: 5 }))?.missions[0].to.start;
    expect(five).toBe(start + 40 * minute);
  });

  test("leads to the same command by pointer and by keys", () => {
    const steps = (count: number): DragEvent[] =>
      Array.from({ length: Math.abs(count) }, () => ({
        type: "step",
        minutes: Math.sign(count) * 15,
      }));
    fc.assert(
      fc.property(fc.integer({ min: -200, max: 200 }), fc.boolean(), (quarters, isElsewhere) => {
        const to = isElsewhere ? yard : hall;
        // A pointer that goes down straight leaves the times.
        fc.pre(!isElsewhere || Math.abs(quarters) > 1);
        const byPointer = commandAfter(
          aDrag(),
          pointer({ x: quarters * 10, y: isElsewhere ? 40 : 0, row: to }),
        );
        const byKeys = commandAfter(aDrag(), { type: "stepRow", row: to }, ...steps(quarters));
        expect(byKeys).toEqual(byPointer);
      }),
    );
  });

  test("and one back leave the first state", () => {
    fc.assert(
      fc.property(begun, fc.array(fc.oneof(events, fc.tuple(anyHold))), (first, all) => {
        const back = pointer({ row: first.home });
        expect(commandAfter(first, ...all.flat(), back)).toBeUndefined();
      }),
    );
  });

  test("is the same object after an event that changes nothing", () => {
    fc.assert(
      fc.property(begun, events, pointerEvent, (first, all, last) => {
        const dragged = after(first, ...all, last);
        expect(drag(dragged, last)).toBe(dragged);
      }),
    );
  });

  test("ends without a command at Escape, whatever was before", () => {
    fc.assert(
      fc.property(begun, events, events, (first, before, later) => {
        expect(after(first, ...before, { type: "end" }, ...later)).toBeUndefined();
      }),
    );
  });

  test("changes the length of no mission that it moves, and leaves none that is empty", () => {
    fc.assert(
      fc.property(begun, events, (first, all) => {
        const [{ from, to }] = (after(first, ...all) ?? first).missions;
        const isAsLong = to.end - to.start === from.end - from.start;
        expect(first.part === "body" ? isAsLong : to.end > to.start).toBe(true);
      }),
    );
  });

  test("over a clock change, a day later is the same time on the clock", () => {
    const autumn = after(aDrag(), { type: "stepDays", days: 1 })?.missions[0];
    expect(autumn?.to.start).toBe(at("2027-10-31T22:00[Europe/Paris]"));
    const spring = aMission({
      start: at("2027-03-27T22:00[Europe/Paris]"),
      end: at("2027-03-28T06:00[Europe/Paris]"),
    });
    const sprung = after(aDrag({ missions: [spring] }), { type: "stepDays", days: 1 })?.missions[0];
    expect(sprung?.to.start).toBe(at("2027-03-28T22:00[Europe/Paris]"));
  });

  test("takes others along by days on their own clocks", () => {
    const later = aMission({
      id: "later",
      start: at("2027-10-31T20:00[Europe/Paris]"),
      end: at("2027-10-31T23:00[Europe/Paris]"),
    });
    const begun2 = aDrag({ missions: [aMission(), later] });
    const byPointer = commandAfter(begun2, pointer({ by: 25.25 * 60 * minute }));
    const byKeys = commandAfter(
      begun2,
      { type: "stepDays", days: 1 },
      { type: "step", minutes: 15 },
    );
    expect(byPointer).toEqual(byKeys);
    const starts = after(begun2, pointer({ by: 25.25 * 60 * minute }))?.missions.map(
      ({ to }) => to.start,
    );
    expect(starts).toEqual([
      at("2027-10-31T22:15[Europe/Paris]"),
      at("2027-11-01T20:15[Europe/Paris]"),
    ]);
  });

  test("is drawn to the same time on the clock of another day where an hour is small", () => {
    const dragged = after(aDrag(), pointer({ by: 25.6 * 60 * minute, magnet: 60 * minute }));
    expect(dragged?.missions[0].to.start).toBe(at("2027-10-31T22:00[Europe/Paris]"));
  });
});

describe("An edge of a mission that is dragged", () => {
  test("changes its start or its end alone", () => {
    const { from } = aMission();
    const end = after(aDrag({ part: "end" }), pointer({ x: 40 }))?.missions[0].to;
    expect(end).toEqual({ ...from, end: from.end + 60 * minute });
    const start = after(aDrag({ part: "start" }), pointer({ x: 40 }))?.missions[0].to;
    expect(start).toEqual({ ...from, start: from.start + 60 * minute });
  });

  test("leaves a step at least", () => {
    const { from } = aMission();
    const end = after(aDrag({ part: "end" }), pointer({ x: -4000 }))?.missions[0].to.end;
    expect(end).toBe(from.start + 15 * minute);
  });

  test("over the night on which clocks go back counts the repeated hour", () => {
    const night = aMission({
      start: at("2027-10-30T22:00[Europe/Paris]"),
      end: at("2027-10-31T02:00+02:00[Europe/Paris]"),
    });
    const to = after(aDrag({ missions: [night], part: "end" }), pointer({ x: 120 }))?.missions[0]
      .to;
    expect(to?.end).toBe(at("2027-10-31T04:00[Europe/Paris]"));
    expect((to?.end ?? 0) - (to?.start ?? 0)).toBe(7 * 60 * minute);
  });
});

describe("A mission dragged to another row", () => {
  test("of venues changes its venue, and its times unless the pointer goes straight", () => {
    const straight = commandAfter(aDrag(), pointer({ x: 11, y: 40, row: yard }));
    const { from } = aMission();
    expect(straight).toMatchObject({ missions: [{ to: { ...from, venue_id: "yard" } }] });
    const aside = commandAfter(aDrag(), pointer({ x: 40, y: 40, row: yard }));
    expect(aside).toMatchObject({
      type: "change",
      missions: [{ to: { start: from.start + 60 * minute, venue_id: "yard" } }],
    });
  });

  test("of productions changes its production, or takes it out of all", () => {
    const home: RowRef = { grouping: "productions", id: "play" };
    const other = pointer({ y: 40, row: { grouping: "productions", id: "opera" } });
    expect(after(aDrag({ home }), other)?.missions[0].to.project_id).toBe("opera");
    const none = pointer({ y: 40, row: { grouping: "productions", id: "" } });
    expect(after(aDrag({ home }), none)?.missions[0].to.project_id).toBeNull();
  });

  test("of skills stays in its row, and says why", () => {
    const home: RowRef = { grouping: "skills", id: "son" };
    const dragged = after(
      aDrag({ home }),
      pointer({ y: 40, row: { grouping: "skills", id: "lum" } }),
    );
    expect(dragged?.row).toEqual(home);
    expect(dragged && rowRefusal(dragged)).toBe("skills");
  });

  test("of people gives the engagement to somebody else, or moves in time: not both", () => {
    const home = person("adele");
    const first = aDrag({ home, engagement: held });
    const down = [pointer({ y: 5, row: home }), pointer({ x: 60, y: 80, row: person("bastien") })];
    expect(commandAfter(first, ...down)).toEqual({
      type: "reassign",
      engagement: held,
      artist_id: "bastien",
    });
    const aside = [pointer({ x: 5, row: home }), pointer({ x: 60, y: 80, row: person("bastien") })];
    expect(commandAfter(first, ...aside)).toMatchObject({
      type: "change",
      missions: [{ to: { venue_id: "hall", start: aMission().from.start + 90 * minute } }],
    });
  });

  test("of people goes there also where the first move of the pointer is long", () => {
    const first = aDrag({ home: person("adele"), engagement: held });
    const far = pointer({ x: 5, y: 80, row: person("bastien") });
    expect(commandAfter(first, far)).toMatchObject({ type: "reassign", artist_id: "bastien" });
  });

  test("stays in its row if several move", () => {
    const several = aDrag({ missions: [aMission(), aMission({ id: "n" })] });
    const dragged = after(several, pointer({ x: 40, y: 40, row: yard }));
    expect(dragged?.row).toEqual(hall);
    expect(dragged && rowRefusal(dragged)).toBe("several");
    expect(dragged?.missions.map(({ to }) => to.venue_id)).toEqual(["hall", "hall"]);
  });
});

describe("A seat and a person", () => {
  test("meet in an option, whichever is dragged to the other", () => {
    const seat = commandAfter(
      aDrag({ home: open }),
      pointer({ x: 30, y: 80, row: person("adele") }),
    );
    const lifted: Drag = {
      kind: "person",
      artist_id: "adele",
      name: "Adèle",
      isFirm: false,
      isByKeys: false,
    };
    const over = drag(lifted, pointer({ mission_id: "m", row: open }));
    expect(over && commandOf(over)).toEqual(seat);
    expect(seat).toEqual({ type: "place", mission_id: "m", artist_id: "adele", status: "option" });
  });

  test("are confirmed with the modifier", () => {
    const event = pointer({ y: 80, row: person("adele"), isFirm: true });
    expect(commandAfter(aDrag({ home: open }), event)).toMatchObject({ status: "confirmed" });
  });

  test("do nothing where there is no mission", () => {
    const lifted: Drag = {
      kind: "person",
      artist_id: "adele",
      name: "Adèle",
      isFirm: false,
      isByKeys: false,
    };
    const over = [pointer({ mission_id: "m" }), pointer()].reduce<Drag | undefined>(drag, lifted);
    expect(over && commandOf(over)).toBeUndefined();
  });
});

describe("A drag takes from their places", () => {
  test("all bars of its missions in time, and only the one that is held to somebody else", () => {
    const home = person("adele");
    expect(onlyLifted(aDrag({ home }))).toBeUndefined();
    expect(onlyLifted(aDrag({ home: open, row: person("bastien") }))).toBe("m");
    expect(onlyLifted(aDrag({ home: open, row: open }))).toBeUndefined();
  });
});

describe("A new mission that is drawn", () => {
  const anchor = at("2027-05-04T08:07[Europe/Paris]");
  const drawn: Drag = { kind: "new", row: hall, anchor, start: anchor, end: anchor };

  test("begins at the quarter in which the pointer went down", () => {
    const dragged = drag(drawn, pointer({ x: 80 }));
    expect(dragged && commandOf(dragged)).toEqual({
      type: "create",
      start: at("2027-05-04T08:00[Europe/Paris]"),
      end: at("2027-05-04T10:00[Europe/Paris]"),
      row: hall,
    });
  });

  test("is drawn to the left as well, and never empty", () => {
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 500 }), (x) => {
        const dragged = drag(drawn, pointer({ x }));
        const { start, end } = dragged?.kind === "new" ? dragged : { start: 0, end: 0 };
        expect(end - start).toBeGreaterThanOrEqual(15 * minute);
        expect(start).toBeLessThanOrEqual(anchor);
      }),
    );
  });
});
