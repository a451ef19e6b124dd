import { describe, expect, test } from "vitest";
import type { Mission } from "./missions.schema.ts";
import { detailsFor, newsFor } from "./publications.rules.ts";
import type { Details } from "./publications.schema.ts";

const paris = "Europe/Paris";
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
    name: "Camille",
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
