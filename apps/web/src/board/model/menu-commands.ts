import type { Calendar } from "@coulisses/client";
import type { Command, MissionChange, Placement } from "./commands.ts";
import { shifted } from "./drag-times.ts";

type Mission = Calendar["missions"][number];

/** How far missions move: days on the clock, then minutes. */
export interface Step {
  readonly days?: number;
  readonly minutes?: number;
}

/** A mission where it is, as drags and commands have it. */
export function asIs({ id, version, time_zone, ...mission }: Mission): MissionChange {
  const from: Placement = {
    start: Temporal.Instant.from(mission.starts_at).epochMilliseconds,
    end: Temporal.Instant.from(mission.ends_at).epochMilliseconds,
    venue_id: mission.venue_id,
    project_id: mission.project_id,
  };
  return { mission_id: id, version, time_zone, from, to: from };
}

/** Moves missions by the same time: the command of a drag, for keys and menus. */
export function moveCommand(missions: readonly Mission[], step: Step): Command {
  return { type: "change", missions: missions.map((mission) => later(mission, step)) };
}

/** Copies missions to other times. */
export function copyCommand(missions: readonly Mission[], step: Step): Command {
  return { type: "copy", missions: missions.map((mission) => later(mission, step)) };
}

/** Gives a mission another start, end, venue or production. */
export function changeCommand(mission: Mission, values: Partial<Placement>): Command {
  const { from, ...change } = asIs(mission);
  return { type: "change", missions: [{ ...change, from, to: { ...from, ...values } }] };
}

export function cancelCommand(missions: readonly Mission[]): Command {
  return {
    type: "cancel",
    missions: missions.map(({ id, version }) => ({ mission_id: id, version })),
  };
}

function later(mission: Mission, { days = 0, minutes = 0 }: Step): MissionChange {
  const change = asIs(mission);
  const times = shifted(change.from, { days, rest: minutes * 60_000 }, change.time_zone);
  return { ...change, to: { ...change.from, ...times } };
}
