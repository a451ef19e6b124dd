import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { anySlots } from "../artists/factory.ts";
import { readSlots } from "../artists/rules.ts";
import { AvailabilityInput } from "../artists/schema.ts";
import { type Candidate, chooseSlots } from "./rules.ts";

const day = Temporal.PlainDate.from("2024-05-10");

function candidate(id: string, sent: { start: string; end: string }[]): Candidate {
  const availabilities = sent.map((availability) => AvailabilityInput.parse(availability));
  return { id, name: id, slots: readSlots(availabilities, "Europe/Paris").slots };
}

function chosen(candidates: Candidate[]) {
  const outcome = chooseSlots(candidates, day);
  if ("unavailable" in outcome) return outcome.unavailable.name;
  return outcome.choices.map(({ artist_id, slot }) => [artist_id, slot.start]);
}

describe("the slot chosen for an artist", () => {
  test("is the earliest that starts on the day, whatever the order of the input", () => {
    fc.assert(
      fc.property(anySlots, fc.func(fc.integer()), (slots, order) => {
        const shuffled = slots.toSorted((a, b) => order(a.start, a.end) - order(b.start, b.end));
        const thatDay = slots
          .map(({ start }) => start)
          .filter((start) => start.startsWith("2024-05-10"));
        const earliest = thatDay.toSorted()[0];
        const expected = earliest === undefined ? "a" : [["a", earliest]];
        expect(chosen([candidate("a", shuffled)])).toEqual(expected);
      }),
    );
  });

  test("is the shorter of two that start at the same time", () => {
    const outcome = chooseSlots(
      [
        candidate("a", [
          { start: "2024-05-10T09:00:00", end: "2024-05-10T18:00:00" },
          { start: "2024-05-10T09:00:00", end: "2024-05-10T12:00:00" },
        ]),
      ],
      day,
    );
    expect(outcome).toMatchObject({
      choices: [{ slot: { end: "2024-05-10T12:00:00" } }],
    });
  });

  test("starts that day: a slot from the night before does not count", () => {
    expect(
      chosen([candidate("a", [{ start: "2024-05-09T20:00:00", end: "2024-05-10T01:30:00" }])]),
    ).toBe("a");
    expect(
      chosen([candidate("a", [{ start: "2024-05-10T20:00:00", end: "2024-05-11T01:30:00" }])]),
    ).toEqual([["a", "2024-05-10T20:00:00"]]);
  });
});

test("choices are ordered by start, then artist", () => {
  const at = (hour: string) => [{ start: `2024-05-10T${hour}:00`, end: "2024-05-10T23:00:00" }];
  expect(
    chosen([candidate("c", at("10:00")), candidate("b", at("09:00")), candidate("a", at("10:00"))]),
  ).toEqual([
    ["b", "2024-05-10T09:00:00"],
    ["a", "2024-05-10T10:00:00"],
    ["c", "2024-05-10T10:00:00"],
  ]);
});

test("a refusal names the first artist without a slot that day", () => {
  const at = [{ start: "2024-05-10T09:00:00", end: "2024-05-10T10:00:00" }];
  expect(chosen([candidate("a", at), candidate("b", []), candidate("c", [])])).toBe("b");
});
