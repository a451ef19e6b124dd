import { expect, test } from "vitest";
import { peopleToTell } from "./people.ts";

/** A preview of a mission that is new for some people. */
const preview = (names: string[], mission_id = "m1") => ({
  mission: { time_zone: "Europe/Paris" },
  concerned: names.map((name) => ({
    artist_id: name.toLowerCase(),
    name,
    change: {
      mission_id,
      kind: "new" as const,
      title: "Montage",
      starts_at: "2027-07-14T09:00:00+02:00",
      ends_at: "2027-07-14T13:00:00+02:00",
      fields: [],
    },
  })),
});

test("each person stands once, by name, with the news of all missions", () => {
  const people = peopleToTell([preview(["Zoé", "Élise"]), preview(["Zoé"], "m2")]);
  expect(people.map(({ name, news }) => [name, news.map((one) => one.change.mission_id)])).toEqual([
    ["Élise", ["m1"]],
    ["Zoé", ["m1", "m2"]],
  ]);
});

test("a mission without anybody concerned tells nobody", () => {
  expect(peopleToTell([preview([])])).toEqual([]);
});
