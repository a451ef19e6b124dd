import { expect, test } from "vitest";
import { parsePeriod } from "./period.ts";
import { strict } from "./strict.ts";

test("a day of an address that is no date is taken out of it", () => {
  const raw = { from: "soon", weeks: "2" };
  expect({ ...raw, ...strict(parsePeriod)(raw) }).toEqual({ from: undefined, weeks: "2" });
});
