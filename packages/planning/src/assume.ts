import { withCall } from "./findings/labour.ts";
import type { Engaged, World } from "./world.ts";

/** An engagement, by its ids. */
interface EngagementIds {
  id: string;
  artist_id: string;
  position_id: string;
}

/** The world as if an engagement were confirmed, for later candidates in a batch. */
export function assumeConfirmed(
  world: World,
  { id, artist_id, position_id }: EngagementIds,
): World {
  const position = world.positions[position_id];
  if (position === undefined) return world;
  const engaged = world.engaged[artist_id] ?? [];
  const isConfirmed = engaged.some((one) => one.id === id && one.status === "confirmed");
  const taken = position.taken + (isConfirmed ? 0 : 1);
  const { mission_id, title, venue_id, venue, start, end } = position;
  const where = { mission_id, title, venue_id, venue, start, end };
  const here: Engaged = { ...where, id, artist_id, status: "confirmed" };
  const roster = world.rosters[artist_id];
  return {
    ...world,
    positions: { ...world.positions, [position_id]: { ...position, taken } },
    engaged: {
      ...world.engaged,
      [artist_id]: [...engaged.filter((other) => other.id !== id), here],
    },
    rosters: roster
      ? {
          ...world.rosters,
          [artist_id]: { ...roster, calls: withCall(roster.calls, { ...position, id }, world) },
        }
      : world.rosters,
  };
}

/** The world as if a confirmed engagement had ended. */
export function assumeEnded(world: World, { id, artist_id, position_id }: EngagementIds): World {
  const position = world.positions[position_id];
  const roster = world.rosters[artist_id];
  const without = <One extends { id: string }>(all: readonly One[] = []) =>
    all.filter((one) => one.id !== id);
  return {
    ...world,
    positions: position
      ? { ...world.positions, [position_id]: { ...position, taken: position.taken - 1 } }
      : world.positions,
    engaged: { ...world.engaged, [artist_id]: without(world.engaged[artist_id]) },
    rosters: roster
      ? { ...world.rosters, [artist_id]: { ...roster, calls: without(roster.calls) } }
      : world.rosters,
  };
}
