import type { Calendar, Engagement } from "@coulisses/client";
import type { Command, MissionChange, Placement } from "./commands.ts";

type Mission = Calendar["missions"][number];

/** A command that changes the plan: one that places somebody has its position. */
export type PlanCommand =
  | Exclude<Command, { type: "create" | "place" }>
  | (Extract<Command, { type: "place" }> & { readonly position_id: string });

/** A calendar as it will be after a command, as far as can be told before the server answers. */
export function carriedOut(calendar: Calendar, command: PlanCommand): Calendar {
  if (command.type === "reassign") return reassigned(calendar, command);
  if (command.type === "place") return placed(calendar, command);
  if (command.type === "change") return changed(calendar, command.missions);
  const { missions } = calendar;
  if (command.type === "copy")
    return { ...calendar, missions: [...missions, ...copies(calendar, command.missions)] };
  const gone = new Set(command.missions.map(({ mission_id }) => mission_id));
  return { ...calendar, missions: missions.filter(({ id }) => !gone.has(id)) };
}

/** The missions of a command as they would be; none for a command that does not change missions. */
export function wantedBy(calendar: Calendar, command: PlanCommand): Mission[] {
  if (command.type !== "change" && command.type !== "cancel") return [];
  const ids = new Set(command.missions.map(({ mission_id }) => mission_id));
  const { missions } = command.type === "change" ? carriedOut(calendar, command) : calendar;
  const status = command.type === "cancel" ? ({ status: "cancelled" } as const) : {};
  return missions.filter(({ id }) => ids.has(id)).map((mission) => ({ ...mission, ...status }));
}

/** The same command over the present version of what another planner has changed. */
export function onPresentVersion<One extends PlanCommand>(
  command: One,
  { id, version }: { id: string; version: number },
): One {
  if (command.type === "reassign")
    return { ...command, engagement: { ...command.engagement, version } };
  if (!("missions" in command)) return command;
  const missions = command.missions.map((mission) =>
    mission.mission_id === id ? { ...mission, version } : mission,
  );
  return { ...command, missions };
}

function changed(calendar: Calendar, changes: readonly MissionChange[]): Calendar {
  const byId = new Map(changes.map((change) => [change.mission_id, change.to]));
  const missions = calendar.missions.map((mission) => {
    const to = byId.get(mission.id);
    if (to === undefined) return mission;
    // As the server counts: what follows before it has answered expects this version.
    return { ...placedAt(calendar, mission, to), version: mission.version + 1 };
  });
  return { ...calendar, missions };
}

function copies(calendar: Calendar, changes: readonly MissionChange[]): Mission[] {
  return changes.flatMap(({ mission_id, to }) => {
    const original = calendar.missions.find(({ id }) => id === mission_id);
    if (original === undefined) return [];
    const none = { filled: 0, options: 0 };
    const coverage = {
      ...original.coverage,
      ...none,
      positions: original.coverage.positions.map((position) => ({ ...position, ...none })),
    };
    const copy = placedAt(calendar, original, to);
    return [{ ...copy, id: `copy of ${mission_id}`, status: "draft", coverage }];
  });
}

function placedAt(calendar: Calendar, mission: Mission, to: Placement): Mission {
  const { venue_id, project_id } = to;
  const there =
    venue_id === mission.venue_id
      ? mission
      : calendar.missions.find((other) => other.venue_id === venue_id);
  const same =
    project_id === mission.project_id
      ? mission
      : calendar.missions.find((other) => other.project_id === project_id);
  return {
    ...mission,
    venue_id,
    venue: there?.venue ?? { ...mission.venue, id: venue_id },
    time_zone: there?.time_zone ?? mission.time_zone,
    project_id,
    project: same?.project ?? null,
    starts_at: textOf(to.start),
    ends_at: textOf(to.end),
  };
}

function reassigned(
  calendar: Calendar,
  { engagement, artist_id }: Extract<PlanCommand, { type: "reassign" }>,
): Calendar {
  const name = nameOf(calendar, artist_id);
  const engagements = calendar.engagements.map((one) =>
    one.id === engagement.id ? { ...one, artist_id, artist: { id: artist_id, name } } : one,
  );
  return { ...calendar, engagements };
}

function placed(
  calendar: Calendar,
  { mission_id, position_id, artist_id, status }: Extract<PlanCommand, { type: "place" }>,
): Calendar {
  const mission = calendar.missions.find(({ id }) => id === mission_id);
  if (mission === undefined) return calendar;
  const { starts_at, ends_at } = mission;
  const engagement: Engagement = {
    id: `${artist_id} on ${position_id}`,
    mission_id,
    position_id,
    artist_id,
    artist: { id: artist_id, name: nameOf(calendar, artist_id) },
    status,
    rank: null,
    starts_at,
    ends_at,
    expires_at: null,
    decided_at: starts_at,
    reason: null,
    cachets: null,
    override_reason: null,
    overridden: [],
    version: 1,
  };
  return { ...calendar, engagements: [...calendar.engagements, engagement] };
}

function nameOf({ people }: Calendar, artist_id: string): string {
  return people.find((person) => person.artist_id === artist_id)?.name ?? "";
}

function textOf(time: number): string {
  return Temporal.Instant.fromEpochMilliseconds(time).toString();
}
