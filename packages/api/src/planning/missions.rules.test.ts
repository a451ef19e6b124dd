import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dateTime } from "../kit/time.ts";
import { detailsFor, instantIn, newsFor, parseTimes, wallTimeLater } from "./missions.rules.ts";
import type { Details, Mission } from "./missions.schema.ts";

const paris = "Europe/Paris";
const time = (text: string) => dateTime.parse(text);
const hours = (from: string, to: string) => {
  const read = parseTimes({ starts_at: time(from), ends_at: time(to), breaks: [] }, paris);
  if ("issues" in read) throw new Error(read.issues[0]?.issue);
  return read.period.starts_at.until(read.period.ends_at).total("hours");
};

describe("a time without offset is wall-clock time at the venue", () => {
  test("22:00 to 06:00 lasts 9 h on 24 October 2026, and 7 h on 27 March 2027", () => {
    expect(hours("2026-10-24T22:00", "2026-10-25T06:00")).toBe(9);
    expect(hours("2027-03-27T22:00", "2027-03-28T06:00")).toBe(7);
    expect(hours("2026-11-24T22:00", "2026-11-25T06:00")).toBe(8);
  });

  test("02:30 on 28 March 2027 does not exist", () => {
    expect(instantIn(time("2027-03-28T02:30"), paris)).toEqual({
      issue: "skipped",
      params: { zone: paris },
    });
  });

  test("02:30 on 25 October 2026 happens twice, and an offset says which", () => {
    expect(instantIn(time("2026-10-25T02:30"), paris)).toEqual({
      issue: "repeated",
      params: { zone: paris, offsets: ["+02:00", "+01:00"] },
    });
    const second = instantIn(time("2026-10-25T02:30:00+01:00"), paris);
    expect(second).toEqual(Temporal.Instant.from("2026-10-25T01:30:00Z"));
  });

  test("every year is from 1 to 9999, in the venue's zone and in UTC", () => {
    const zones = { west: "America/New_York", east: "Pacific/Kiritimati" };
    for (const [text, zone] of [
      ["0001-01-01T00:00", "Asia/Tokyo"],
      ["9999-12-31T23:59", zones.west],
      ["0001-01-01T00:00+23:59", "UTC"],
      ["9999-12-31T23:59-23:59", "UTC"],
      ["0001-01-01T00:00Z", zones.west],
      ["9999-12-31T23:59Z", zones.east],
    ] as const)
      expect(instantIn(time(text), zone)).toEqual({
        issue: "years_in_and_utc",
        params: { zone },
      });
    expect(instantIn(time("0001-01-01T00:00"), zones.west)).toBeInstanceOf(Temporal.Instant);
    expect(instantIn(time("9999-12-31T23:59"), zones.east)).toBeInstanceOf(Temporal.Instant);
  });

  test("any other time of those nights exists once, and keeps its wall-clock time", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("2026-10-25", "2027-03-28"),
        fc.integer({ min: 0, max: 1439 }),
        (day, minutes) => {
          const wall = Temporal.PlainDateTime.from(`${day}T00:00`).add({ minutes });
          fc.pre(wall.hour !== 2);
          const instant = instantIn(wall, paris);
          if ("issue" in instant) throw new Error(instant.issue);
          expect(instant.toZonedDateTimeISO(paris).toPlainDateTime().equals(wall)).toBe(true);
        },
      ),
    );
  });
});

describe("an issue of a time names its path", () => {
  const mission = { starts_at: time("2027-07-14T20:00"), ends_at: time("2027-07-15T01:30") };
  const pause = (from: string, to: string) => ({ starts_at: time(from), ends_at: time(to) });
  test.each([
    {
      what: "an end before the start",
      breaks: [],
      ends_at: time("2027-07-14T19:00"),
      path: ["ends_at"],
    },
    { what: "no length", breaks: [], ends_at: mission.starts_at, path: ["ends_at"] },
    {
      what: "a break outside",
      breaks: [pause("2027-07-14T19:45", "2027-07-14T20:15")],
      path: ["breaks", 0],
    },
    {
      what: "breaks that overlap",
      breaks: [
        pause("2027-07-14T22:00", "2027-07-14T22:30"),
        pause("2027-07-14T22:20", "2027-07-14T22:40"),
      ],
      path: ["breaks"],
    },
    {
      what: "a break that ends before it starts",
      breaks: [pause("2027-07-14T22:30", "2027-07-14T22:00")],
      path: ["breaks", 0, "ends_at"],
    },
  ])("$what", ({ what: _what, path, ...times }) => {
    const read = parseTimes({ ...mission, ...times }, paris);
    expect("issues" in read && read.issues.map((issue) => issue.path)).toEqual([path]);
  });
});

test("a number of days later, the wall-clock time is the same over clock changes", () => {
  const moved = wallTimeLater("2026-10-24T20:00:00+02:00", { zone: paris, days: 7 });
  expect(moved.toString()).toBe("2026-10-31T20:00:00");
});

const details: Details = {
  title: "Montage",
  kind: "montage",
  starts_at: "2027-07-14T20:00:00+02:00",
  ends_at: "2027-07-15T01:30:00+02:00",
  venue: "Théâtre du Pont",
  position: "Régie son",
  notes: null,
  breaks: [{ starts_at: "2027-07-14T22:00:00+02:00", ends_at: "2027-07-14T22:30:00+02:00" }],
};
const { title, starts_at, ends_at } = details;
const header = { title, starts_at, ends_at };

describe("the news of a mission for an artist", () => {
  test("tells once that they are on it", () => {
    expect(newsFor(null, details)).toEqual({ kind: "new", ...header, fields: [] });
    expect(newsFor(details, { ...details })).toBeUndefined();
  });

  test("tells once that they are no longer on it, with the mission as they knew it", () => {
    expect(newsFor(details, null)).toEqual({ kind: "cancelled", ...header, fields: [] });
    expect(newsFor(null, null)).toBeUndefined();
  });

  const changes: Partial<Details>[] = [
    { title: "Montage son" },
    { kind: "balance" },
    { starts_at: "2027-07-14T19:00:00+02:00" },
    { ends_at: "2027-07-15T02:00:00+02:00" },
    { venue: "Salle des fêtes" },
    { position: null },
    { notes: "Chaussures de sécurité" },
    { breaks: [] },
  ];

  test.each(changes)("has the changed field, before and after: %j", (change) => {
    const now = { ...details, ...change };
    expect(newsFor(details, now)).toEqual({
      kind: "changed",
      title: now.title,
      starts_at: now.starts_at,
      ends_at: now.ends_at,
      fields: Object.entries(change).map(([field, after]) => ({
        field,
        before: Object(details)[field],
        after,
      })),
    });
  });

  test("has all changed fields, and no unchanged one", () => {
    const now = {
      ...details,
      breaks: [],
      title: "Balance",
      starts_at: "2027-07-14T21:00:00+02:00",
    };
    const fields = newsFor(details, now)?.fields.map(({ field }) => field);
    expect(fields).toEqual(["title", "starts_at", "breaks"]);
  });

  test("tells of another wall-clock time, even at the same instant", () => {
    const elsewhere = { ...details, starts_at: "2027-07-14T19:00:00+01:00" };
    expect(newsFor(details, elsewhere)?.fields.map(({ field }) => field)).toEqual(["starts_at"]);
  });
});

describe("the details of a mission for an artist", () => {
  const position = {
    id: "a",
    skill: "son",
    skill_label: "Son",
    min_level: null,
    count: 1,
    label: "Régie son",
  };
  const whole: Mission = {
    ...details,
    id: "m",
    project_id: null,
    project: null,
    venue_id: "v",
    venue: { id: "v", name: "Pont", time_zone: paris },
    time_zone: paris,
    positions: [
      position,
      { ...position, id: "b", label: null },
      { ...position, id: "c", label: null, skill: null },
    ],
    status: "published",
    is_template: false,
    version: 1,
  };
  const recipient = {
    mission_id: "m",
    artist_id: "x",
    venue: details.venue,
    engagement_id: "e",
    told: null,
  };

  test.each([
    { position_id: "a", name: "Régie son" },
    { position_id: "b", name: "son" },
    { position_id: "c", name: null },
  ])("name a position by its label, or by its skill: $name", ({ position_id, name }) => {
    expect(detailsFor(whole, { ...recipient, position_id })).toEqual({
      ...details,
      position: name,
    });
  });

  test("are null for artists not on it, and for all when it is cancelled", () => {
    expect(detailsFor(whole, { ...recipient, position_id: null })).toBeNull();
    const cancelled: Mission = { ...whole, status: "cancelled" };
    expect(detailsFor(cancelled, { ...recipient, position_id: "a" })).toBeNull();
  });
});
