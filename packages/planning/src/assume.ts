import { withCall } from "./findings/labour.ts";
import type { Engaged, World } from "./world.ts";

/** An engagement on a place of the world. */
interface On {
  id: string;
  artist_id: string;
  position_id: string;
}

/** The world as it is if somebody is confirmed, for those who are judged after them. */
export function assumeConfirmed(world: World, { id, artist_id, position_id }: On): World {
  const place = world.places[position_id];
  if (place === undefined) return world;
  const engaged = world.engaged[artist_id] ?? [];
  const isConfirmed = engaged.some((own) => own.id === id && own.status === "confirmed");
  const taken = place.taken + (isConfirmed ? 0 : 1);
  const { mission_id, title, venue_id, venue, start, end } = place;
  const where = { mission_id, title, venue_id, venue, start, end };
  const here: Engaged = { ...where, id, artist_id, status: "confirmed" };
  const roster = world.rosters[artist_id];
  return {
    ...world,
    places: { ...world.places, [position_id]: { ...place, taken } },
    engaged: {
      ...world.engaged,
      [artist_id]: [...engaged.filter((other) => other.id !== id), here],
    },
    rosters: roster
      ? {
          ...world.rosters,
          [artist_id]: { ...roster, calls: withCall(roster.calls, { ...place, id }) },
        }
      : world.rosters,
  };
}

/** The world as it is if somebody who is confirmed is so no more. */
export function assumeEnded(world: World, { id, artist_id, position_id }: On): World {
  const place = world.places[position_id];
  const roster = world.rosters[artist_id];
  const without = <One extends { id: string }>(all: readonly One[] = []) =>
    all.filter((one) => one.id !== id);
  return {
    ...world,
    places: place
      ? { ...world.places, [position_id]: { ...place, taken: place.taken - 1 } }
      : world.places,
    engaged: { ...world.engaged, [artist_id]: without(world.engaged[artist_id]) },
    rosters: roster
      ? { ...world.rosters, [artist_id]: { ...roster, calls: without(roster.calls) } }
      : world.rosters,
  };
}
