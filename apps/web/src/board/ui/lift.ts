import { type LiftId } from "../model/actions.ts";
import type { Drag, MissionsDrag } from "../model/drag.ts";
import { type Around, holds } from "../model/drag-keys.ts";
import { barAt, type Spot } from "../model/focus.ts";
import { liftOf, personOf } from "./gestures/grab.ts";
import { type Ground, refOf, rowAt } from "./gestures/ground.ts";
import { currentSelection } from "./selection-store.ts";
import type { Bar } from "../model/rows.ts";

type Known = Omit<Ground, "surface">;

/** What a key lifts where the focus is; undefined if nothing there can be lifted. */
export function liftedBy(id: LiftId, spot: Spot, ground: Known): Drag | undefined {
  if (id === "seat") return seatOrPerson(spot, ground);
  const { part, isCopy } = holds[id];
  return missionAt(ground, spot, { part, isCopy, selection: currentSelection() });
}

/** The open seat of the mission that has the focus, or else the person whose row it is. */
function seatOrPerson(spot: Spot, ground: Known): Drag | undefined {
  if (ground.grouping !== "people") return undefined;
  const bar = barAt([ground.open, ...ground.rows], spot);
  const seat = bar && bar.kind !== "busy" ? seatOf(ground, bar.mission.id) : undefined;
  if (seat !== undefined)
    return missionAt(ground, seat, { part: "body", isCopy: false, selection: new Set() });
  const row = ground.rows.find(({ id }) => id === spot.row);
  const person = row && personOf(ground, row);
  const seats = seatsOf(ground);
  const next = seats.find(({ end }) => end > spot.start) ?? seats.at(-1);
  if (person === undefined || next === undefined) return undefined;
  return { ...person, isByKeys: true, mission_id: next.mission.id };
}

type Hold = Pick<MissionsDrag, "part" | "isCopy"> & Pick<Parameters<typeof liftOf>[2], "selection">;

function missionAt(ground: Known, spot: Spot, hold: Hold): MissionsDrag | undefined {
  const index = [ground.open, ...ground.rows].findIndex(({ id }) => id === spot.row);
  const row = rowAt(ground, index);
  const bar = row?.bars.find(({ key }) => key === spot.bar);
  const lifted = row && bar && liftOf(ground, { bar, row, index }, hold);
  return lifted && { ...lifted, isByKeys: true, isCopy: hold.isCopy };
}

type MissionBar = Extract<Bar, { kind: "mission" }>;

/** The missions that look for people, in the order of time. */
function seatsOf({ open }: Known): MissionBar[] {
  return open.bars
    .filter((bar) => bar.kind === "mission")
    .filter(({ mission: { status, coverage } }) => {
      return status !== "cancelled" && coverage.filled < coverage.needed;
    })
    .toSorted((a, b) => a.start - b.start);
}

/** Where the open seats of a mission are; undefined if it has none. */
export function seatOf(ground: Known, mission_id: string | undefined): Spot | undefined {
  const bar = seatsOf(ground).find(({ mission }) => mission.id === mission_id);
  return bar && { row: ground.open.id, bar: bar.key, start: bar.start };
}

/** What keys can lead a drag to. */
export function aroundOf(ground: Known): Around {
  return {
    rows: ground.rows.map((row, index) => refOf(ground, row, index + 1)),
    seats: seatsOf(ground).map(({ mission }) => mission.id),
  };
}
