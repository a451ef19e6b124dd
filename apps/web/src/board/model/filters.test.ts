import { describe, expect, test } from "vitest";
import { aFinding, aMission, anEngagement, aPerson } from "./calendar.factory.ts";
import {
  activeFilters,
  filtered,
  type Filters,
  named,
  parseFilters,
  withFilter,
  withoutFilters,
} from "./filters.ts";

const full = { needed: 1, filled: 1, options: 0, positions: [] };
const rigging = aMission("rigging", { coverage: full });
const show = aMission("show", { venue_id: "yard", project_id: "opera", status: "draft" });
const talk = aMission("talk", { project_id: null, positions: [] });
const alice = anEngagement(rigging, "alice");
const bob = anEngagement(show, "bob");
const calendar = {
  missions: [rigging, show, talk],
  engagements: [alice, bob],
  people: [
    aPerson("alice", [aFinding(alice, { rule: "notice" })]),
    aPerson("bob", [aFinding(bob)]),
    aPerson("idle"),
  ],
};

function missions(filters: Filters): string[] {
  return filtered(calendar, filters).missions.map(({ id }) => id);
}

function people(filters: Filters): string[] {
  return filtered(calendar, filters).people.map(({ name }) => name);
}

describe("Filters of the board", () => {
  test("without any, the calendar stays the same object", () => {
    expect(filtered(calendar, {})).toBe(calendar);
    expect(filtered(calendar, { q: "a" })).toBe(calendar);
  });

  test.each<[Filters, string[]]>([
    [{ venue: "yard" }, ["show"]],
    [{ production: "play" }, ["rigging"]],
    [{ skill: "son" }, ["rigging", "show"]],
    [{ person: "alice" }, ["rigging"]],
    [{ status: "draft" }, ["show"]],
    [{ unfilled: true }, ["show", "talk"]],
    [{ findings: true }, ["show"]],
    [{ findings: true, venue: "hall" }, []],
  ])("%j lets through %j", (filters, expected) => {
    expect(missions(filters)).toEqual(expected);
  });

  test("a filter of missions leaves only people who are on them", () => {
    expect(people({ venue: "yard" })).toEqual(["bob"]);
    expect(people({ person: "idle" })).toEqual(["idle"]);
  });

  test("looking for open seats leaves everybody who could take them", () => {
    expect(people({ unfilled: true })).toEqual(["alice", "bob", "idle"]);
  });

  test("rows are found by part of their name, in any case, without accents", () => {
    const rows = [{ label: "Adèle Roux" }, { label: "Bastien" }];
    expect(named(rows, " ADELE")).toEqual([{ label: "Adèle Roux" }]);
    expect(named(rows, "")).toBe(rows);
  });
});

describe("Filters in an address", () => {
  test("are read back as they were set", () => {
    const filters: Filters = { venue: "yard", status: "draft", unfilled: true, q: "ro" };
    expect(parseFilters({ ...filters, zoom: "week" })).toEqual(filters);
  });

  test("that are not known are as if they were not there", () => {
    expect(parseFilters({ status: "lost", unfilled: "yes", venue: 3, q: "" })).toEqual({});
  });

  test("can be set and removed, one or all, and the rest of the view stays", () => {
    const monday: Filters & { from: string } = { from: "2027-05-03" };
    const view = withFilter(monday, { venue: "yard", findings: true });
    expect(activeFilters(view)).toEqual(["venue", "findings"]);
    expect(activeFilters(withFilter(view, { venue: undefined }))).toEqual(["findings"]);
    expect(withoutFilters(view)).toEqual(monday);
  });
});
