import { describe, expect, test } from "vitest";
import { peopleShown } from "./calendar.rules.ts";
import { mostEngaged, mostOnPage, mostShown } from "./calendar.schema.ts";

function found(...engaged: number[]) {
  return engaged.map((count, index) => ({
    id: `${index}`,
    name: `Person ${index}`,
    engaged: count,
  }));
}

/** What is shown of some people, and whether there is more. */
function shown(people: ReturnType<typeof found>, limit?: number) {
  const { people: ids, next_cursor = null } = Object(
    peopleShown(people, limit === undefined ? {} : { limit }),
  );
  return [ids, next_cursor !== null];
}

describe("The people of a page", () => {
  test("are as many as were asked for", () => {
    expect(shown(found(1, 1, 1), 2)).toEqual([["0", "1"], true]);
    expect(shown(found(1, 1), 2)).toEqual([["0", "1"], false]);
    expect(shown([], 2)).toEqual([[], false]);
  });

  test("are fewer where their engagements are too many", () => {
    expect(shown(found(mostOnPage - 1, 1, 1), 3)).toEqual([["0", "1"], true]);
  });

  test("are at least one, so that callers make progress", () => {
    expect(shown(found(mostOnPage + 1, 1), 2)).toEqual([["0"], true]);
  });
});

describe("The people of a whole calendar", () => {
  test("are all people", () => {
    expect(shown(found(mostEngaged, 0))).toEqual([["0", "1"], false]);
  });

  test("are too many where they or their engagements do not fit into one answer", () => {
    expect(peopleShown(found(mostEngaged, 1), {})).toBe("too many");
    expect(peopleShown(found(...Array.from({ length: mostShown + 1 }, () => 0)), {})).toBe(
      "too many",
    );
  });
});
