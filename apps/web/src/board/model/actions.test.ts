import { describe, expect, test } from "vitest";
import { actionFor, actionIds, actions, type Press, type Situation, viewAfter } from "./actions.ts";

const board: Situation = {
  hasMission: true,
  hasOptions: false,
  hasOpenSeats: true,
  isFiltered: false,
  layout: "board",
  rows: "people",
  canPlan: true,
};

function press(key: string, values: Partial<Press> = {}): Press {
  const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  return { key, code: "", ...none, ...values };
}

describe("Keys of the board", () => {
  test("lead to one action each in any situation", () => {
    const keys = actionIds.flatMap((id) => ("keys" in actions[id] ? [actions[id].keys] : []));
    // One key goes to the list and back.
    expect(keys.length - new Set(keys).size).toBe(1);
  });

  test("are letters, in any case of the keyboard but with Shift", () => {
    expect(actionFor(press("m"), board)).toBe("move");
    expect(actionFor(press("M", { shiftKey: true }), board)).toBeUndefined();
    expect(actionFor(press("m", { ctrlKey: true }), board)).toBeUndefined();
  });

  test("work on a French keyboard, with digits in the upper row and brackets by AltGr", () => {
    expect(actionFor(press("é", { code: "Digit2" }), board)).toBe("week");
    expect(actionFor(press("[", { ctrlKey: true, altKey: true }), board)).toBe("earlier");
    expect(actionFor(press("/", { shiftKey: true }), board)).toBe("search");
  });

  test("take Ctrl or Cmd", () => {
    expect(actionFor(press("k", { ctrlKey: true }), board)).toBe("palette");
    expect(actionFor(press("k", { metaKey: true }), board)).toBe("palette");
    expect(actionFor(press("Z", { ctrlKey: true, shiftKey: true }), board)).toBe("redo");
  });

  test("do nothing where there is nothing to do it to, and nothing a reader may not do", () => {
    expect(actionFor(press("Delete"), { ...board, hasMission: false })).toBeUndefined();
    expect(actionFor(press("Delete"), { ...board, canPlan: false })).toBeUndefined();
    expect(actionFor(press("Enter"), { ...board, canPlan: false })).toBe("open");
  });

  test("one key goes to the list and back", () => {
    expect(actionFor(press("l"), board)).toBe("list");
    expect(actionFor(press("l"), { ...board, layout: "list" })).toBe("board");
  });
});

describe("What a view becomes", () => {
  const view = { zoom: "week", rows: "people", from: "2027-05-03", unfilled: true } as const;

  test("by a zoom, a grouping, or today; the filters stay", () => {
    expect(viewAfter("month", view)).toEqual({ ...view, zoom: "month" });
    expect(viewAfter("venues", view)).toEqual({ ...view, rows: "venues" });
    expect(viewAfter("today", view)).toEqual({ zoom: "week", rows: "people", unfilled: true });
    expect(viewAfter("open", view)).toBeUndefined();
  });
});
