import { expect, test, vi } from "vitest";

vi.stubGlobal("localStorage", { getItem: () => "en" });
const { actorOf, deedOf, subjectOf } = await import("./event.ts");

const change = { artist_id: null, erased: false, schema_version: 1 };
const event = {
  id: "e",
  at: "2026-11-28T01:00:00Z",
  actor: { kind: "person" as const, id: "u", name: "Camille" },
  procedure: "venues.update",
  noun: "venue",
  noun_id: "v",
  request_id: "r",
  changes: [{ ...change, before: { name: "Salle", seats: 1 }, after: { name: "Salle", seats: 2 } }],
  more_changes: 0,
};

test("an event says who did what to which thing", () => {
  expect([actorOf(event), deedOf(event), subjectOf(event)]).toEqual([
    "Camille",
    "Venue changed",
    "Salle",
  ]);
  const invitation = {
    ...event,
    procedure: "/auth/organization/invite-member",
    noun: "invitation",
  };
  expect(deedOf(invitation)).toBe("Invitation sent");
});

test("a call that has no words of its own is named as the API names it", () => {
  expect(deedOf({ ...event, procedure: "venues.polish" })).toBe("Venue venues.polish");
});
