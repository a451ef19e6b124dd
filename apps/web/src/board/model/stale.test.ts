import { describe, expect, test } from "vitest";
import { differencesOf, type Mission } from "./stale.ts";

const seen: Mission = {
  id: "m",
  project_id: null,
  project: null,
  venue_id: "hall",
  venue: { id: "hall", name: "Hall", time_zone: "Europe/Paris" },
  time_zone: "Europe/Paris",
  title: "Montage",
  kind: "montage",
  starts_at: "2027-05-04T12:00:00+02:00",
  ends_at: "2027-05-04T16:00:00+02:00",
  breaks: [],
  positions: [
    { id: "p", skill: "son", skill_label: "Son", min_level: null, count: 1, label: null },
  ],
  notes: null,
  status: "draft",
  is_template: false,
  version: 1,
};

describe("what differs between a mission as wanted and as it is now", () => {
  test("is nothing where only the version or the spelling of times differs", () => {
    const now = { ...seen, version: 2, starts_at: "2027-05-04T10:00:00Z" };
    expect(differencesOf(seen, now)).toEqual([]);
  });

  test("is what was wanted, and what another planner changed", () => {
    const wanted = { ...seen, ends_at: "2027-05-04T17:00:00+02:00" };
    const positions = seen.positions.map((position) => ({ ...position, count: 2 }));
    const now = { ...seen, positions, status: "published" as const };
    expect(differencesOf(wanted, now)).toEqual(["times", "positions", "status"]);
  });
});
