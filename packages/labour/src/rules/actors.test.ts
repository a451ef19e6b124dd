import { describe, expect, test } from "vitest";
import { actor, call, during, found } from "../factory.ts";
import type { Work } from "../work.ts";

const rehearsal = (text: string, more: Partial<Work> = {}) =>
  call(text, { kind: "repetition", ...more });

describe("rehearsal-length, CCNEAC XIII.2: 4 h", () => {
  test.each([
    ["2026-06-01 14:00/17:59", []],
    ["2026-06-01 14:00/18:00", []],
    ["2026-06-01 14:00/18:01", [241]],
  ])("%s", (text, expected) => {
    const findings = found("rehearsal-length", [rehearsal(text)], { person: actor });
    expect(findings.map(({ measured }) => measured)).toEqual(expected);
    expect(found("rehearsal-length", [rehearsal(text)])).toEqual([]);
    expect(found("rehearsal-length", [call(text)], { person: actor })).toEqual([]);
  });
});

describe("rehearsal-services, CCNEAC XIII.2: 2 a day, 3 before a creation", () => {
  const hours = ["09:00/11:00", "12:00/14:00", "15:00/17:00", "18:00/20:00"];
  const services = (count: number, first?: string) =>
    hours.slice(0, count).map((text) =>
      rehearsal(`2026-06-01 ${text}`, {
        first_performance_on: first === undefined ? undefined : Temporal.PlainDate.from(first),
      }),
    );

  test.each([
    [1, []],
    [2, []],
    [3, ["3 services of rehearsal in a day; 2 allowed"]],
  ])("%d in a day", (count, expected) => {
    const findings = found("rehearsal-services", services(count), { person: actor });
    expect(findings.map(({ message }) => message)).toEqual(expected);
  });

  // From Monday 1 June, 15 June is the tenth working day, as 12 June is the ninth: Saturdays and Sundays are none.
  test.each([
    [3, "2026-06-12", []],
    [3, "2026-06-15", []],
    [3, "2026-06-16", [3]],
    [4, "2026-06-15", [4]],
    [3, "2026-06-01", [3]],
  ])("%d in a day before a creation on %s", (count, first, expected) => {
    const findings = found("rehearsal-services", services(count, first), { person: actor });
    expect(findings.map(({ measured }) => measured)).toEqual(expected);
  });
});

describe("travel-rest, CCNEAC XIII.3: 30 min, half of the trip, 4 h", () => {
  test.each([
    ["2026-06-01 08:01/10:00", "10:29", [[29, 30]]],
    ["2026-06-01 08:01/10:00", "10:30", []],
    ["2026-06-01 08:01/10:00", "10:31", []],
    ["2026-06-01 08:00/10:00", "10:59", [[59, 60]]],
    ["2026-06-01 08:00/10:00", "11:00", []],
    ["2026-06-01 07:58/10:00", "11:00", [[60, 61]]],
    ["2026-06-01 04:00/10:00", "12:59", [[179, 180]]],
    ["2026-06-01 04:00/10:00", "13:00", []],
    ["2026-06-01 03:59/10:00", "13:59", [[239, 240]]],
    ["2026-06-01 03:59/10:00", "14:00", []],
    ["2026-06-01 03:59/10:00", "14:01", []],
  ])("%s, then work at %s", (travel, at, expected) => {
    const work = [call(`2026-06-01 ${at}/18:00`, { travel: [during(travel)] })];
    const findings = found("travel-rest", work, { person: actor });
    expect(findings.map(({ measured, allowed }) => [measured, allowed])).toEqual(expected);
    expect(found("travel-rest", work)).toEqual([]);
  });

  test("travel home requires no rest when no work follows", () => {
    const work = [call("2026-06-01 14:00/18:00", { travel: [during("2026-06-01 18:00/22:00")] })];
    expect(found("travel-rest", work, { person: actor })).toEqual([]);
  });
});
