import fc from "fast-check";
import { expect, inject, test } from "vitest";
import { DAYS_OF_CLOCKS, measuredBy, minutes, rosters, ticksOf } from "./reference.factory.ts";
import type { Kind, Person, Work } from "./work.ts";

const kinds: Kind[] = ["repetition", "representation", "balance", "autre"];

/** Calls of all kinds around the night in which clocks go back, and some on tour. */
const work = fc
  .tuple(
    rosters(DAYS_OF_CLOCKS, 14, [20, 30]),
    fc.array(fc.record({ kind: fc.constantFrom(...kinds), tour: fc.boolean() }), {
      minLength: 30,
      maxLength: 30,
    }),
  )
  .map(([roster, more]) => roster.map((call, i): Work => ({ ...call, ...more[i] })));

/** The minutes worked by date. */
function sums(roster: readonly Work[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const [tick, isWorked] of ticksOf(roster).worked.entries()) {
    const { date = "" } = minutes[tick] ?? {};
    if (isWorked) found.set(date, (found.get(date) ?? 0) + 1);
  }
  return found;
}

const isOwn = ({ employer }: Work) => employer === "own";

test.each<[Person, number]>([
  [{ occupation: "musician" }, 420],
  [{ occupation: "singer" }, 360],
  [{ occupation: "singer", employment: "monthly" }, 420],
])("artist-day agrees with the minutes of music and its pauses: %o", (person, most) => {
  let over = 0;
  fc.assert(
    fc.property(work, (roster) => {
      const length = ({ starts_at, ends_at }: NonNullable<Work["breaks"]>[number]) =>
        (ends_at.epochMilliseconds - starts_at.epochMilliseconds) / 60_000;
      const music = roster
        .filter((call) => isOwn(call) && call.kind !== "autre")
        .map((call) => ({ ...call, breaks: call.breaks?.filter((one) => length(one) >= 60) }));
      const expected = [...sums(music).values()].filter((sum) => sum > most);
      over += expected.length;
      expect(measuredBy("artist-day", roster, person)).toEqual(expected);
    }),
    { numRuns: 5 * inject("effort"), endOnFailure: true },
  );
  expect(over).toBeGreaterThan(0);
});

test("artist-day agrees with the minutes of dancers, at home and on tour", () => {
  fc.assert(
    fc.property(work, (roster) => {
      const own = roster.filter(isOwn);
      const expected = [...sums(own)].filter(([date, sum]) => {
        const isTour = own.some((call) => call.tour === true && sums([call]).has(date));
        return sum > (isTour ? 600 : 480);
      });
      expect(measuredBy("artist-day", roster, { occupation: "dancer" })).toEqual(
        expected.map(([, sum]) => sum),
      );
    }),
    { numRuns: 2 * inject("effort"), endOnFailure: true },
  );
});

test("artist-amplitude agrees with the first and the last minute of what begins on a day", () => {
  fc.assert(
    fc.property(work, (roster) => {
      const days = new Map<number, { first: number; last: number; tour: boolean }>();
      for (const call of roster.filter(isOwn)) {
        const { called } = ticksOf([call]);
        const [first, last] = [called.indexOf(true), called.lastIndexOf(true)];
        const { day = 0 } = minutes[first] ?? {};
        const known = days.get(day) ?? { first, last, tour: false };
        days.set(day, {
          first: Math.min(first, known.first),
          last: Math.max(last, known.last),
          tour: known.tour || call.tour === true,
        });
      }
      const expected = [...days]
        .toSorted(([a], [b]) => a - b)
        .flatMap(([, { first, last, tour }]) =>
          tour || last - first < 600 ? [] : [last + 1 - first],
        );
      expect(measuredBy("artist-amplitude", roster, { occupation: "dancer" })).toEqual(expected);
    }),
    { numRuns: 2 * inject("effort"), endOnFailure: true },
  );
});
