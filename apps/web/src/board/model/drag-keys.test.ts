import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Press } from "./actions.ts";
import type { Command, RowRef } from "./commands.ts";
import { aDrag, pointer } from "./drag.factory.ts";
import { commandOf, type Drag, drag, type MissionsDrag } from "./drag.ts";
import { eventOfKey, holds } from "./drag-keys.ts";

const rows = ["hall", "yard", "barn"].map((id): RowRef => ({ grouping: "venues", id }));
const people = ["adele", "bastien", "cleo"].map((id): RowRef => ({ grouping: "people", id }));
const seats = ["first", "second", "third"];

function press(key: string, values: Partial<Press> = {}): Press {
  const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  return { key, code: "", ...none, ...values };
}

/** What a drop after some keys would do. */
function commandByKeys(begun: Drag, keys: readonly Press[], around = { rows, seats }) {
  const dragged = keys.reduce<Drag | undefined>((present, key) => {
    const event = present && eventOfKey(key, present, around);
    return event === undefined ? present : drag(present, event);
  }, begun);
  return dragged && commandOf(dragged);
}

function commandByPointer(begun: Drag, at: Parameters<typeof pointer>[0]): Command | undefined {
  const dragged = drag(begun, pointer(at));
  return dragged && commandOf(dragged);
}

/** The same key many times: to the left or right. */
function quarters(count: number): Press[] {
  const key = press(count < 0 ? "ArrowLeft" : "ArrowRight");
  return Array.from({ length: Math.abs(count) }, () => key);
}

const held = fc.constantFrom(...Object.values(holds));
const holdKey = fc.constantFrom(press("m"), press("c"), press("r"), press("R", { shiftKey: true }));
const anyKey = fc.oneof(
  holdKey,
  fc
    .tuple(
      fc.constantFrom("ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageDown", "Home", "End"),
      fc.boolean(),
    )
    .map(([key, shiftKey]) => press(key, { shiftKey })),
);

describe("Keys that drag", () => {
  test("move, copy and resize a mission by the same command as a pointer", () => {
    fc.assert(
      fc.property(held, fc.integer({ min: -60, max: 60 }), ({ part, isCopy }, count) => {
        const byKeys = commandByKeys(aDrag({ part, isCopy }), quarters(count));
        const byPointer = commandByPointer(aDrag({ part }), { x: count * 10, isCopy });
        expect(byKeys).toEqual(byPointer);
      }),
    );
  });

  test("take a mission to another venue by the same command as a pointer, copied or not", () => {
    fc.assert(
      fc.property(fc.boolean(), fc.integer({ min: 0, max: 2 }), (isCopy, down) => {
        const keys = Array.from({ length: down }, () => press("ArrowDown"));
        const byKeys = commandByKeys(aDrag({ isCopy }), keys);
        expect(byKeys).toEqual(
          commandByPointer(aDrag(), { y: down * 40, row: rows[down], isCopy }),
        );
      }),
    );
  });

  test("place somebody on a seat by the same command as a pointer, from either side", () => {
    const open: RowRef = { grouping: "open", id: "" };
    const seat: MissionsDrag = aDrag({ home: open });
    const person: Drag = {
      kind: "person",
      artist_id: "bastien",
      name: "Bastien",
      isFirm: false,
      isByKeys: true,
      mission_id: "first",
    };
    const around = { rows: people, seats };
    const down = [press("ArrowDown"), press("ArrowDown")];
    expect(commandByKeys(seat, down, around)).toEqual(
      commandByPointer(seat, { y: 80, row: people[1] }),
    );
    expect(commandByKeys(person, [press("ArrowRight")], around)).toEqual(
      commandByPointer(person, { mission_id: "second" }),
    );
  });

  test("go on with the part that was taken last, whatever was done before", () => {
    fc.assert(
      fc.property(fc.array(anyKey, { maxLength: 12 }), holdKey, (before, last) => {
        const begun = aDrag();
        const dragged = [...before, last].reduce<Drag | undefined>((present, key) => {
          const event = present && eventOfKey(key, present, { rows, seats });
          return event === undefined ? present : drag(present, event);
        }, begun);
        const id = { m: "move", c: "copy", r: "resizeEnd", R: "resizeStart" } as const;
        const expected = Object.entries(id).find(([key]) => key === last.key)?.[1] ?? "move";
        expect(dragged).toMatchObject(holds[expected]);
      }),
    );
  });

  test("stay within the rows and the seats", () => {
    const around = { rows: people, seats };
    const seat = aDrag({ home: { grouping: "open", id: "" } });
    expect(eventOfKey(press("ArrowUp"), seat, around)).toBeUndefined();
    expect(eventOfKey(press("End"), seat, around)).toEqual({ type: "stepRow", row: people[2] });
    const last = drag(seat, { type: "stepRow", row: { grouping: "people", id: "cleo" } }) ?? seat;
    expect(eventOfKey(press("PageDown"), last, around)).toEqual({
      type: "stepRow",
      row: people[2],
    });
    expect(eventOfKey(press("ArrowDown"), seat, { rows: [], seats })).toBeUndefined();
  });

  test("change the length of one mission only", () => {
    const several = aDrag();
    const two: MissionsDrag = { ...several, missions: [several.missions[0], several.missions[0]] };
    expect(drag(two, { type: "hold", ...holds.resizeEnd })).toBe(two);
  });
});
