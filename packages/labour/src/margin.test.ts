import { describe, expect, test } from "vitest";
import { marginOf, type Measured } from "./margin.ts";

const plain = (text: string | undefined) => text?.replaceAll(/[\u00a0\u202f]/g, " ");
const minutes = (rule: string, measured: number, allowed: number): Measured => ({
  rule,
  measured,
  allowed,
  unit: "minutes",
});

describe("the margin of a finding", () => {
  test.each<[Measured, string, string]>([
    [minutes("daily-rest", 580, 660), "1 h 20 missing", "il manque 1 h 20"],
    [minutes("day", 721, 600), "2 h 01 too much", "2 h 01 de trop"],
    [minutes("twelve-weeks", 2644.1, 2640), "5 min too much", "5 min de trop"],
    [minutes("weekly-rest", 300, 4 * 1440), "91 h missing", "il manque 91 h"],
    [
      { rule: "running-days", measured: 7, allowed: 6, unit: "days" },
      "1 day too much",
      "1 jour de trop",
    ],
    [
      { rule: "rehearsal-services", measured: 4, allowed: 2, unit: "services" },
      "2 services too much",
      "2 services de trop",
    ],
  ])("says what is missing, or too much: %o", (finding, english, french) => {
    expect(marginOf(finding, "en")).toBe(english);
    expect(plain(marginOf(finding, "fr"))).toBe(french);
  });

  test.each<Measured>([
    minutes("night", 90, 0),
    minutes("break", 400, 360),
    minutes("notice", -90, 21 * 1440),
    { rule: "young-stage", measured: 14, allowed: 16, unit: "years" },
    { rule: "overlap", measured: null, allowed: null, unit: null },
    { rule: "skill", measured: 1, allowed: 2, unit: "level" },
  ])("is not said where a figure is no minimum and no maximum: %o", (finding) => {
    expect(marginOf(finding, "en")).toBeUndefined();
    expect(marginOf(finding, "fr")).toBeUndefined();
  });
});
