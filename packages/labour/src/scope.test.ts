import { expect, test } from "vitest";
import { concernOf, type Scope } from "./scope.ts";
import type { Person } from "./work.ts";

const technician: Person = { occupation: "technician" };
const monthly: Scope = { employments: ["monthly"] };
const minors: Scope = { under: 18 };

test.each<[what: string, asked: [to: Scope, person: Person], concern: string]>([
  ["everybody", [{}, technician], "bound everybody"],
  ["an occupation", [{ occupations: ["technician"] }, technician], "bound occupation"],
  ["another occupation", [{ occupations: ["dancer"] }, technician], "free occupation"],
  ["an employment", [monthly, { ...technician, employment: "monthly" }], "bound employment"],
  ["unknown employment, read as cddu", [monthly, technician], "free employment"],
  ["all but an employment", [{ except: ["cddu"] }, technician], "free employment"],
  ["a volunteer", [{}, { ...technician, employment: "volunteer" }], "told employment"],
  [
    "a senior executive",
    [minors, { ...technician, employment: "cadre_dirigeant" }],
    "free employment",
  ],
  ["an adult by default", [minors, technician], "free age"],
])("a rule concerns %s or not, and says why", (_, asked, concern) => {
  const { standing, because } = concernOf(...asked);
  expect(`${standing} ${because}`).toBe(concern);
});

test.each([
  ["2026-06-14", "bound"],
  ["2026-06-15", "free"],
])("a rule for minors ends with the birthday: on %s it is %s", (on, standing) => {
  const person = { ...technician, birth_date: "2008-06-15" };
  expect(concernOf(minors, person, on)).toEqual({ standing, because: "age" });
  expect(concernOf(minors, person).standing).toBe("bound");
});
