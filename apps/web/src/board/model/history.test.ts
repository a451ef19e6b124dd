import type { AuditEvent } from "@coulisses/client";
import { describe, expect, test } from "vitest";
import { entriesOf } from "./history.ts";

type Change = Partial<AuditEvent["changes"][number]>;

function event(procedure: string, ...changes: Change[]): AuditEvent {
  return {
    id: crypto.randomUUID(),
    at: "2027-05-04T10:00:00+00:00",
    actor: { kind: "person", id: null, name: "Camille" },
    procedure,
    noun: "mission",
    noun_id: "m",
    request_id: "r",
    changes: changes.map((change) => ({
      artist_id: null,
      before: null,
      after: null,
      erased: false,
      schema_version: 1,
      ...change,
    })),
    more_changes: 0,
  };
}

const mission = { id: "m", title: "Montage", venue_id: "v", notes: null, version: 1 };
const option = { id: "e", artist: { name: "Adèle Roux" }, status: "option", version: 1 };

describe("The history of a mission", () => {
  test("says which fields an event changed, and no others", () => {
    const after = { ...mission, title: "Générale", notes: "Côté cour", version: 2 };
    const [entry] = entriesOf([event("missions.update", { before: mission, after })]);
    expect(entry?.lines.map((line) => line.kind === "field" && line.field)).toEqual([
      "title",
      "notes",
    ]);
  });

  test("says who was placed, confirmed and taken off", () => {
    const confirmed = { ...option, status: "confirmed", version: 2 };
    const placed = event("engagements.create", { artist_id: "a", after: option });
    const firm = event("engagements.confirm", { artist_id: "a", before: option, after: confirmed });
    expect(entriesOf([firm, placed]).map(({ lines: [line] }) => line)).toMatchObject([
      { name: "Adèle Roux", before: "option", after: "confirmed" },
      { name: "Adèle Roux", before: undefined, after: "option" },
    ]);
  });

  test("says nothing of people who moved with their mission", () => {
    const moved = { ...option, starts_at: "2027-05-05T10:00:00+00:00", version: 2 };
    const [entry] = entriesOf([
      event("missions.update", { artist_id: "a", before: option, after: moved }),
    ]);
    expect(entry?.lines).toEqual([]);
  });

  test("offers to undo the last change of each thing only", () => {
    const second = { ...mission, title: "Générale", version: 2 };
    const entries = entriesOf([
      event("engagements.create", { artist_id: "a", after: option }),
      event("missions.update", { before: mission, after: second }),
      event("missions.create", { after: mission }),
    ]);
    expect(entries.map(({ isUndoable }) => isUndoable)).toEqual([true, true, false]);
  });

  test("offers to undo a change once all later ones are undone", () => {
    const second = { ...mission, title: "Générale", version: 2 };
    const third = { ...second, notes: "Côté cour", version: 3 };
    const entries = entriesOf([
      event("events.undo", { before: third, after: { ...second, version: 4 } }),
      event("missions.update", { before: second, after: third }),
      event("missions.update", { before: mission, after: second }),
    ]);
    expect(entries.map(({ isUndoable }) => isUndoable)).toEqual([true, false, true]);
  });

  test("offers to undo a placement although the mission moved since", () => {
    const moved = { ...option, starts_at: "2027-05-05T10:00:00+00:00", version: 2 };
    const entries = entriesOf([
      event("missions.update", { artist_id: "a", before: option, after: moved }),
      event("engagements.create", { artist_id: "a", after: option }),
    ]);
    expect(entries.map(({ isUndoable }) => isUndoable)).toEqual([true, true]);
  });

  test("offers no undo of what was erased or changed nothing", () => {
    const entries = entriesOf([
      event("engagements.create", { artist_id: "a", erased: true }),
      event("missions.publish", { before: mission, after: mission }),
    ]);
    expect(entries.map(({ isUndoable }) => isUndoable)).toEqual([false, false]);
    expect(entries[0]?.lines).toEqual([{ kind: "erased" }]);
  });
});
