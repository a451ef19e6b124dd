import type { Call, Position, World } from "./world.ts";

/** A mission as it would be; without `kind` or `positions`, these stay. */
export interface Move extends Pick<
  Position,
  "mission_id" | "venue_id" | "venue" | "start" | "end" | "time_zone" | "breaks"
> {
  kind?: Position["kind"];
  /** The positions as they would be. */
  positions?: readonly Pick<Position, "id" | "skill" | "min_level" | "count">[];
}

/**
 * The world as if missions were elsewhere, at other times, or had other requirements. Their engagements
 * move with them.
 */
export function moveMissions(world: World, moves: readonly Move[]): World {
  if (moves.length === 0) return world;
  const byMission = new Map(moves.map((move) => [move.mission_id, move]));
  const moved = <One extends { mission_id: string }>(one: One): One => {
    const { positions: _asked, ...to } = byMission.get(one.mission_id) ?? {};
    return { ...one, ...to };
  };
  const asked = new Map(
    moves.flatMap(({ positions = [] }) => positions.map((position) => [position.id, position])),
  );
  // An engagement has fewer fields of the mission than the move.
  const movedEngaged = <One extends { mission_id: string }>(one: One): One => {
    const to = byMission.get(one.mission_id);
    if (to === undefined) return one;
    const { venue_id, venue, start, end } = to;
    return { ...one, venue_id, venue, start, end };
  };
  return {
    ...world,
    positions: mapValues(world.positions, (one) => ({ ...moved(one), ...asked.get(one.id) })),
    engaged: mapValues(world.engaged, (all) => all.map(movedEngaged)),
    rosters: mapValues(world.rosters, (roster) => ({
      ...roster,
      calls: roster.calls.map((call) => {
        const after = moved(call);
        return { ...after, changed_at: changedAt(call, after, world) };
      }),
    })),
  };
}

/** When a person is told of the last change of a call's hours or place. What they were never told is no change. */
export function changedAt(
  { published_at, changed_at, ...before }: Call,
  after: Pick<Call, "start" | "end" | "venue_id">,
  { now }: Pick<World, "now">,
): number | null {
  const isSame =
    before.start === after.start && before.end === after.end && before.venue_id === after.venue_id;
  return isSame || published_at === null ? changed_at : now;
}

function mapValues<Value>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
