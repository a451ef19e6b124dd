import { expect, test, vi } from "vitest";

vi.stubGlobal("localStorage", { getItem: () => "en" });
const { fieldsOf } = await import("./changed-fields.ts");

const change = { artist_id: null, erased: false, schema_version: 1 };

test("only values that differ are shown, and nothing as nothing", () => {
  const salle = { id: "v", name: "Salle", seats: 1, version: 1 };
  const changed = { ...change, before: salle, after: { ...salle, seats: 2, version: 2 } };
  expect(fieldsOf(changed)).toEqual([{ name: "seats", before: "1", after: "2" }]);
  const created = { ...change, before: null, after: { name: "Salle", notes: null } };
  expect(fieldsOf(created)).toEqual([{ name: "Name", before: "", after: "Salle" }]);
});

test("fields, states, days and names are in the reader’s words, and ids are left out", () => {
  const after = {
    id: "e",
    artist_id: "a",
    artist: { id: "a", name: "Zoé" },
    venue_id: "v",
    status: "cancelled",
    reason: "mission cancelled",
    starts_on: "2027-05-04",
    is_template: false,
    occupation: "circus_artist",
    employment: "part_time",
    contract_time: { minutes: 1470, per: "week" },
    breaks: [{ starts_at: "soon", ends_at: "later" }],
  };
  expect(
    fieldsOf({ ...change, before: null, after }).map(({ name, after: is }) => [name, is]),
  ).toEqual([
    ["Person", "Zoé"],
    ["venue_id", "v"],
    ["Status", "taken off"],
    ["Reason", "with the mission"],
    ["First day", "Tue, 4 May 2027"],
    ["Template", "no"],
    ["Occupation", "Circus artist"],
    ["Employment", "Part-time"],
    ["Hours in the contract", "24\u00A0h\u00A030 / week"],
    ["Breaks", "soon – later"],
  ]);
});

test("instants are shown on the reader’s clocks", () => {
  const [field] = fieldsOf({
    ...change,
    before: { expires_at: "2027-05-04T10:00:00+02:00" },
    after: { expires_at: null },
  });
  expect(field).toMatchObject({
    name: "Expires",
    before: expect.stringContaining("4 May 2027"),
    after: "",
  });
});
