import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { refusal, testApi } from "../kit/factory.ts";

const whole = await testApi();
const { api } = whole;

/** Zones whose clocks change on other days than in Paris, by half an hour, or never. */
const zones = ["Europe/Paris", "America/Montreal", "Australia/Lord_Howe", "Pacific/Noumea"];
const venues = await Promise.all(
  zones.map((time_zone) => api.venues.create({ name: time_zone, time_zone })),
);
const anyVenue = fc.constantFrom(...venues);

/** Whether a wall-clock time exists exactly once in a zone. */
function isOnce(wall: Temporal.PlainDateTime, zone: string): boolean {
  const [earlier, later] = (["earlier", "later"] as const).map((disambiguation) =>
    wall.toZonedDateTime(zone, { disambiguation }).toInstant().toString(),
  );
  return earlier === later;
}

/** Clock changes of those zones; copies start within some hours of them. */
const changes = ["2026-10-25T02:00", "2026-11-01T01:00", "2027-03-14T02:00", "2027-03-28T02:00"];
changes.push("2026-10-04T02:00", "2027-04-04T02:00");
const anyCopy = fc
  .record({ change: fc.constantFrom(...changes), quarters: fc.integer({ min: -12, max: 12 }) })
  .map(({ change, quarters }) =>
    Temporal.PlainDateTime.from(change).add({ minutes: 15 * quarters }),
  );
/** A copy in Paris, on the day on which 02:00 to 03:00 happens twice. */
function copyOf(time: string) {
  const copy = Temporal.PlainDateTime.from(`2026-10-25T${time}`);
  const [paris] = venues;
  if (paris === undefined) throw new Error("There is a venue in each zone");
  return { from: paris, to: paris, copy, days: 1 };
}
const anyDays = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -200, max: 200 }));

test("a copy keeps the wall-clock time, or is refused if that does not exist once", async () => {
  const ends = new Set<boolean>();
  await fc.assert(
    fc.asyncProperty(
      fc.record({ from: anyVenue, to: anyVenue, copy: anyCopy, days: anyDays }),
      fc.integer({ min: 1, max: 40 }),
      async ({ from, to, copy, days }, quarters) => {
        const start = copy.subtract({ days });
        const end = start.add({ minutes: 15 * quarters });
        fc.pre([start, end].every((wall) => isOnce(wall, from.time_zone)));
        const made = await api.missions.create({
          venue_id: from.id,
          title: "Mission",
          kind: "autre",
          starts_at: start.toString(),
          ends_at: end.toString(),
        });
        const copying = api.missions.duplicate({
          mission_ids: [made.id],
          days: [days],
          venue_id: to.id,
        });
        const walls = [start, end].map((wall) => wall.add({ days }));
        const isPossible = walls.every((wall) => isOnce(wall, to.time_zone));
        ends.add(isPossible);
        const answer = isPossible
          ? (await copying).missions.map(({ starts_at, ends_at }) =>
              [starts_at, ends_at].map((at) => Temporal.PlainDateTime.from(at).toString()),
            )
          : (await refusal(copying)).status;
        expect(answer).toEqual(isPossible ? [walls.map(String)] : 422);
      },
    ),
    {
      numRuns: 30 * inject("effort"),
      examples: [
        [copyOf("02:30"), 4],
        [copyOf("12:00"), 4],
      ],
    },
  );
  expect(ends).toEqual(new Set([true, false]));
});
