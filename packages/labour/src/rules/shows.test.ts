import { describe, expect, test } from "vitest";
import { call, found } from "../factory.ts";
import type { Kind, Occupation } from "../work.ts";

const show = (hours: string, kind: Kind = "representation") =>
  call(`2026-06-01 ${hours}`, { kind });
const measuredOf = (findings: readonly { measured: number; allowed: number }[]) =>
  findings.map(({ measured, allowed }) => [measured, allowed]);

describe("shows-a-day, CCNEAC XIII.2.4, XVI.2.3, XVII.5.2: 2, or 3 short ones", () => {
  const long = ["10:00/11:07", "14:00/16:00", "20:00/22:00"];
  const short = ["10:00/11:06", "14:00/15:06", "18:00/19:06", "21:00/22:06"];

  test.each<[Occupation, string[], [number, number][]]>([
    ["dramatic_artist", long.slice(1), []],
    ["dramatic_artist", long, [[3, 2]]],
    ["dramatic_artist", short.slice(1), []],
    ["dramatic_artist", short, [[4, 3]]],
    ["dramatic_artist", [...short.slice(1), long[0] ?? ""], [[4, 2]]],
    ["singer", long, [[3, 2]]],
    ["circus_artist", short.slice(1), [[3, 2]]],
    ["circus_artist", ["10:00/10:30", "14:00/14:30", "18:00/18:30"], []],
    ["musician", short, []],
    ["technician", short, []],
  ])("%s %o", (occupation, hours, expected) => {
    const findings = found(
      "shows-a-day",
      hours.map((text) => show(text)),
      {
        person: { occupation },
      },
    );
    expect(measuredOf(findings)).toEqual(expected);
  });

  test("a show right after another is a second one, overlapping calls are one", () => {
    const person = { occupation: "dramatic_artist" } as const;
    const touching = ["14:00/16:00", "16:00/18:00", "18:00/20:00"].map((text) => show(text));
    expect(found("shows-a-day", touching, { person })).toHaveLength(1);
    const overlapping = ["14:00/16:01", "16:00/18:00", "18:00/20:00"].map((text) => show(text));
    expect(found("shows-a-day", overlapping, { person })).toEqual([]);
  });
});

describe("show-rest, CCNEAC XIII.2.4, XVII.5.2: 2 h 30 free before the show", () => {
  test.each<[Occupation, [string, Kind], number[]]>([
    ["dramatic_artist", ["14:00/17:29", "repetition"], []],
    ["dramatic_artist", ["14:00/17:30", "repetition"], []],
    ["dramatic_artist", ["14:00/17:31", "repetition"], [149]],
    ["dramatic_artist", ["14:00/20:00", "repetition"], [0]],
    ["dramatic_artist", ["14:00/21:00", "autre"], [0]],
    ["dramatic_artist", ["16:00/18:00", "representation"], [120]],
    ["circus_artist", ["14:00/17:30", "montage"], []],
    ["circus_artist", ["14:00/17:31", "montage"], [149]],
    ["circus_artist", ["16:00/18:00", "representation"], []],
    ["singer", ["14:00/19:00", "repetition"], []],
  ])("%s, %o before 20:00", (occupation, [hours, kind], expected) => {
    const work = [show(hours, kind), show("20:00/22:00")];
    const findings = found("show-rest", work, { person: { occupation } });
    expect(findings.map(({ measured }) => measured)).toEqual(expected);
  });

  test("two short shows may follow each other", () => {
    const person = { occupation: "dramatic_artist" } as const;
    expect(found("show-rest", [show("18:00/19:06"), show("20:00/21:06")], { person })).toEqual([]);
    const work = [show("18:00/19:06"), show("20:00/21:07")];
    expect(found("show-rest", work, { person })).toMatchObject([
      {
        level: "warn",
        message:
          "54 min free before the show; 2 h 30 required, 1 h 30 if preparation is collective",
        works: ["2026-06-01 18:00/19:06", "2026-06-01 20:00/21:07"],
      },
    ]);
  });

  test("work for others is not the employer's to judge", () => {
    const person = { occupation: "dramatic_artist" } as const;
    const work = [{ ...show("14:00/19:00"), employer: "outside" as const }, show("20:00/22:00")];
    expect(found("show-rest", work, { person })).toEqual([]);
  });
});
