import { afterAll, expect, test, vi } from "vitest";

vi.stubGlobal("localStorage", { getItem: () => "fr" });
// Other test files have read the language already.
vi.resetModules();
const { dateAndTime, dayName, dayNameLong, period } = await import("./times.ts");

afterAll(() => {
  vi.resetModules();
});

const day = (text: string) => Temporal.PlainDate.from(text);

test("in French, the first of a month is written 1er, and no other day", () => {
  expect(dayName(day("2026-12-01"))).toBe("mar. 1er déc.");
  expect(dayNameLong(day("2026-12-01"))).toBe("mardi 1er décembre");
  expect(dayNameLong(day("2026-12-11"))).toBe("vendredi 11 décembre");
  expect(dayNameLong(day("2026-12-21"))).toBe("lundi 21 décembre");
});

test("a period within a month writes it out, and one over several months shortens them", () => {
  const written = (first: string, last: string) => period(day(first), day(last));
  expect(written("2026-12-01", "2026-12-01")).toBe("1er décembre 2026");
  expect(written("2026-12-01", "2026-12-07")).toMatch(/^1er\s?–\s?7 décembre 2026$/);
  expect(written("2026-11-28", "2026-12-01")).toMatch(/^28 nov\.\s–\s1er déc\. 2026$/);
});

test("a time of the record is written as all times are", () => {
  expect(dateAndTime("2026-12-01T12:05:00Z")).toMatch(/^1er déc\. 2026, \d+\sh\s05$/);
});
