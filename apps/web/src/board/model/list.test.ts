import { describe, expect, test } from "vitest";
import { aFinding, aMission, anEngagement, aPerson } from "./calendar.factory.ts";
import { linesOf, parseSort, type Sort, type SortColumn, sortText } from "./list.ts";

const late = aMission("a late one", {
  starts_at: "2027-05-04T08:00:00+02:00",
  venue_id: "attic",
  coverage: { needed: 3, filled: 1, options: 1, positions: [] },
});
const early = aMission("an early one", { project_id: "opera" });
const zoe = anEngagement(late, "Zoé");
const bob = anEngagement(late, "Bob", { status: "option" });
const alice = anEngagement(early, "Alice");
const calendar = {
  missions: [late, early],
  engagements: [bob, zoe, alice],
  people: [
    aPerson("Zoé", [aFinding(zoe, { level: "info" }), aFinding(zoe, { level: "block" })]),
    aPerson("Alice", [aFinding(alice, { rule: "notice" })]),
  ],
};

function titles(column: SortColumn, isDescending = false): string[] {
  return linesOf(calendar, { column, isDescending }).map(({ mission }) => mission.title);
}

describe("The list of missions", () => {
  test.each<[SortColumn, string]>([
    ["day", "an early one"],
    ["title", "a late one"],
    ["venue", "a late one"],
    ["production", "an early one"],
    ["filled", "a late one"],
    ["finding", "a late one"],
  ])("sorted by %s begins with %s, and descending ends with it", (column, first) => {
    expect(titles(column)[0]).toBe(first);
    expect(titles(column, true).at(-1)).toBe(first);
  });

  test("names who is confirmed before who is on option, and the worst finding", () => {
    const [line] = linesOf(calendar, { column: "title", isDescending: false });
    expect(line?.people.map(({ artist }) => artist.name)).toEqual(["Zoé", "Bob"]);
    expect(line?.finding?.level).toBe("block");
  });

  test("keeps its order in the address", () => {
    const sort: Sort = { column: "venue", isDescending: true };
    expect(parseSort(sortText(sort))).toEqual(sort);
    expect(parseSort("colour")).toEqual({ column: "day", isDescending: false });
  });
});
