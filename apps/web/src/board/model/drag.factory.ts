import type { MissionChange, RowRef } from "./commands.ts";
import type { MissionsDrag, PointerAt } from "./drag.ts";

/** Milliseconds since 1970 of a time with its zone in brackets. */
export function at(text: string): number {
  return Temporal.ZonedDateTime.from(text).epochMilliseconds;
}

/** A mission on the night on which clocks go back, where it is. */
export function aMission(
  values: { start?: number; end?: number; id?: string } = {},
): MissionChange {
  const {
    start = at("2027-10-30T22:00[Europe/Paris]"),
    end = at("2027-10-31T01:00[Europe/Paris]"),
    id = "m",
  } = values;
  const place = { start, end, venue_id: "hall", project_id: "play" };
  return { mission_id: id, version: 1, time_zone: "Europe/Paris", from: place, to: place };
}

/** A drag that has just begun. */
export function aDrag(values: Partial<MissionsDrag> = {}): MissionsDrag {
  const home: RowRef = values.home ?? { grouping: "venues", id: "hall" };
  return {
    kind: "missions",
    missions: [aMission()],
    part: "body",
    isCopy: false,
    isFirm: false,
    isByKeys: false,
    home,
    over: home,
    row: home,
    ...values,
  };
}

/** A pointer some pixels from where it went down; an hour is 40 pixels wide. */
export function pointer(values: Partial<PointerAt> = {}): { type: "drag" } & PointerAt {
  const { x = 0 } = values;
  return {
    type: "drag",
    x,
    y: 0,
    by: (x / 40) * 3_600_000,
    snapMinutes: 15,
    row: undefined,
    isCopy: false,
    isFirm: false,
    ...values,
  };
}
