import { expect, test } from "vitest";
import { festivalWeek } from "./festival.ts";

test("a festival week is five days, the same for one day and another for the next week", () => {
  const today = Temporal.PlainDate.from("2026-10-21");
  const days = festivalWeek(today).map(({ event_date }) => event_date);
  expect(days).toEqual(["2026-10-28", "2026-10-29", "2026-10-30", "2026-10-31", "2026-11-01"]);
  expect(festivalWeek(today)).toEqual(festivalWeek(today));
});

test("its night crews work over midnight, and its people are the same every day", () => {
  const days = festivalWeek(Temporal.PlainDate.from("2026-10-21"));
  const slots = days.flatMap(({ artists }) =>
    artists.flatMap(({ availabilities }) => availabilities),
  );
  expect(slots).toContainEqual({ start: "2026-10-31T20:00:00", end: "2026-11-01T01:30:00" });
  const ids = new Map(days.flatMap(({ artists }) => artists.map(({ name, id }) => [name, id])));
  expect(new Set(ids.values()).size).toBe(ids.size);
});
