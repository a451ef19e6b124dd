import type { Calendar, Engagement } from "@coulisses/client";
import type { MissionFacts, Move, Position, World } from "@coulisses/planning";
import type { MissionChange } from "./commands.ts";
import type { Span } from "./lanes.ts";

type Mission = Calendar["missions"][number];

/** All that the page knows to judge a change by, and finds by id. */
export interface Plan {
  readonly world: World;
  /** The time around which the world was loaded. */
  readonly window: Span;
  readonly missions: ReadonlyMap<string, Mission>;
  /** The options and confirmed engagements on each mission. */
  readonly crews: ReadonlyMap<string, readonly Engagement[]>;
  readonly facts: ReadonlyMap<string, MissionFacts>;
  /** A position in each production: it has the facts of the production. */
  readonly productions: ReadonlyMap<string, Position>;
}

/** Puts together what the page shows and what decides about it. */
export function planOf(
  world: World,
  { calendar, window }: { calendar: Pick<Calendar, "missions" | "engagements">; window: Span },
): Plan {
  const missions = new Map(calendar.missions.map((mission) => [mission.id, mission]));
  const live = calendar.engagements.filter(
    ({ status }) => status === "option" || status === "confirmed",
  );
  const positions = Object.values(world.positions);
  return {
    world,
    window,
    missions,
    crews: Map.groupBy(live, ({ mission_id }) => mission_id),
    facts: new Map(positions.map((position) => [position.mission_id, position])),
    productions: new Map(
      positions.map((position) => [missions.get(position.mission_id)?.project_id ?? "", position]),
    ),
  };
}

/** The mission as it would be, for `moveMissions`; undefined if the page does not know it. */
export function moveOf(
  { facts, missions }: Plan,
  { mission_id, from, to }: MissionChange,
): Move | undefined {
  const known = facts.get(mission_id);
  const venue = [...missions.values()].find(({ venue_id }) => venue_id === to.venue_id)?.venue;
  if (known === undefined || venue === undefined) return undefined;
  const { start, end, venue_id } = to;
  const by = start - from.start;
  const breaks = known.breaks
    .map((pause) => ({ start: pause.start + by, end: pause.end + by }))
    .filter((pause) => pause.end <= end);
  const { name, time_zone } = venue;
  return { mission_id, venue_id, venue: name, time_zone, start, end, breaks };
}

/**
 * The world in which missions belong to other productions; undefined if the page does not know one of
 * these.
 */
export function withProductions(
  world: World,
  { productions }: Plan,
  changes: readonly MissionChange[],
): World | undefined {
  let changed = world;
  for (const { mission_id, from, to } of changes) {
    if (from.project_id === to.project_id) continue;
    const known = to.project_id === null ? none : productions.get(to.project_id);
    if (known === undefined) return undefined;
    const { setting, first_performance_on, convention } = known;
    changed = withFacts(changed, mission_id, { setting, first_performance_on, convention });
  }
  return changed;
}

const none = { setting: null, first_performance_on: null, convention: null };

type OfProduction = Pick<Position, "setting" | "first_performance_on" | "convention">;

function withFacts(
  { positions, rosters, ...world }: World,
  mission_id: string,
  { convention, ...facts }: OfProduction,
): World {
  const given = <One extends { mission_id: string }>(one: One, more: Partial<One>) =>
    one.mission_id === mission_id ? { ...one, ...more } : one;
  return {
    ...world,
    positions: mapValues(positions, (one) => given(one, { ...facts, convention })),
    rosters: mapValues(rosters, (roster) => ({
      ...roster,
      calls: roster.calls.map((call) => given(call, facts)),
    })),
  };
}

function mapValues<Value>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
