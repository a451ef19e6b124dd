import type { Calendar } from "@coulisses/client";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { carriedOut } from "./carry-out.ts";
import { inverseOf, type MissionChange } from "./commands.ts";
import { aDrag, pointer } from "./drag.factory.ts";
import { commandOf, type Drag, drag, type DragEvent } from "./drag.ts";
import { asIs } from "./menu-commands.ts";

const start = Temporal.Instant.from("2027-10-30T20:00:00Z");
const venues = { hall: "Europe/Paris", yard: "Atlantic/Reykjavik" };
type Venue = keyof typeof venues;

function aMission(id: string, venue_id: Venue, project_id: string | null) {
  const time_zone = venues[venue_id];
  const counts = { needed: 1, filled: 1, options: 0 };
  return {
    id,
    project_id,
    project: project_id === null ? null : { id: project_id, title: `Title of ${project_id}` },
    venue_id,
    venue: { id: venue_id, name: `Name of ${venue_id}`, time_zone },
    time_zone,
    title: `Title of ${id}`,
    kind: "montage" as const,
    starts_at: start.toString(),
    ends_at: start.add({ hours: 4 }).toString(),
    breaks: [],
    positions: [
      {
        id: `position of ${id}`,
        skill: null,
        skill_label: null,
        min_level: null,
        count: 1,
        label: null,
      },
    ],
    notes: null,
    status: "published" as const,
    is_template: false,
    version: 1,
    coverage: { ...counts, positions: [{ position_id: `position of ${id}`, ...counts }] },
  };
}

const calendar: Calendar = {
  missions: [
    aMission("m", "hall", "play"),
    aMission("n", "yard", null),
    aMission("o", "hall", "play"),
  ],
  engagements: [],
  people: ["adele", "bastien"].map((artist_id) => ({
    artist_id,
    name: `Name of ${artist_id}`,
    availabilities: [],
    busy: [],
    findings: [],
  })),
};

const placed = carriedOut(calendar, {
  type: "place",
  mission_id: "m",
  position_id: "position of m",
  artist_id: "adele",
  status: "option",
});

const changes = fc
  .record({
    by: fc.integer({ min: -1e9, max: 1e9 }),
    longer: fc.integer({ min: 0, max: 1e8 }),
    venue_id: fc.constantFrom<Venue>("hall", "yard"),
    project_id: fc.constantFrom(null, "play"),
  })
  .map(({ by, longer, ...where }): MissionChange => {
    const from = {
      start: start.epochMilliseconds,
      end: start.add({ hours: 4 }).epochMilliseconds,
      venue_id: "hall",
      project_id: "play",
    };
    const to = { start: from.start + by, end: from.end + by + longer, ...where };
    return { mission_id: "m", version: 1, time_zone: "Europe/Paris", from, to };
  });

describe("A calendar before the server has answered", () => {
  test("is as it was after a change and its inverse", () => {
    fc.assert(
      fc.property(changes, (change) => {
        const command = { type: "change" as const, missions: [change] };
        const back = inverseOf(command, () => 2);
        const missions = calendar.missions.map((mission) =>
          mission.id === "m" ? { ...mission, version: 3 } : mission,
        );
        expect(carriedOut(carriedOut(calendar, command), back)).toEqual({ ...calendar, missions });
      }),
    );
  });

  test("is as it was after a drag and its undo, by pointer or by keys", () => {
    const event: fc.Arbitrary<DragEvent> = fc.oneof(
      fc
        .record({ x: fc.integer({ min: -900, max: 900 }), y: fc.integer({ min: -90, max: 90 }) })
        .map((at) => pointer({ ...at, row: { grouping: "venues", id: "yard" } })),
      fc.record({
        type: fc.constant("step" as const),
        minutes: fc.integer({ max: 600, min: -600 }),
      }),
      fc.record({ type: fc.constant("stepDays" as const), days: fc.integer({ max: 9, min: -9 }) }),
      fc.record({
        type: fc.constant("hold" as const),
        part: fc.constantFrom("body" as const, "start" as const, "end" as const),
        isCopy: fc.constant(false),
      }),
    );
    const missions = calendar.missions.map((mission) =>
      mission.id === "m" ? { ...mission, version: 3 } : mission,
    );
    const [first] = calendar.missions;
    if (first === undefined) throw new Error("The calendar has no mission");
    const begun = aDrag({ missions: [asIs(first)] });
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 8 }), (events) => {
        const dragged = events.reduce<Drag | undefined>(drag, begun);
        const command = dragged && commandOf(dragged);
        fc.pre(command?.type === "change");
        const back = inverseOf(command, () => 2);
        expect(carriedOut(carriedOut(calendar, command), back)).toEqual({ ...calendar, missions });
      }),
    );
  });

  test("shows a mission at its new venue by its name", () => {
    const from = {
      start: start.epochMilliseconds,
      end: start.epochMilliseconds + 1,
      venue_id: "hall",
      project_id: null,
    };
    const missions = [
      {
        mission_id: "m",
        version: 1,
        time_zone: "Europe/Paris",
        from,
        to: { ...from, venue_id: "yard" },
      },
    ];
    const [mission] = carriedOut(calendar, { type: "change", missions }).missions;
    expect(mission?.venue.name).toBe("Name of yard");
    expect(mission?.time_zone).toBe("Atlantic/Reykjavik");
  });

  test("has a copy as a draft that nobody is on, beside the original", () => {
    const from = { start: 0, end: 1, venue_id: "hall", project_id: "play" };
    const missions = [{ mission_id: "m", version: 1, time_zone: "Europe/Paris", from, to: from }];
    const { missions: shown } = carriedOut(calendar, { type: "copy", missions });
    expect(shown.map(({ status, coverage }) => [status, coverage.filled])).toEqual([
      ...calendar.missions.map(() => ["published", 1]),
      ["draft", 0],
    ]);
  });

  test("has nothing any more of a mission that is cancelled", () => {
    const missions = [{ mission_id: "m", version: 1 }];
    const after = carriedOut(calendar, { type: "cancel", missions });
    expect(after.missions.map(({ id }) => id)).toEqual(["n", "o"]);
  });

  test("shows somebody on the position that they are placed on, and another after them", () => {
    const [option] = placed.engagements;
    if (option === undefined) throw new Error("Nobody is placed");
    expect(option).toMatchObject({ artist: { name: "Name of adele" }, status: "option" });
    const reassigned = carriedOut(placed, {
      type: "reassign",
      engagement: option,
      artist_id: "bastien",
    });
    expect(reassigned.engagements[0]?.artist.name).toBe("Name of bastien");
  });
});
