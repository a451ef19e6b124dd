import { type MissionFacts, type PackedWorld, packWorld, type World } from "@coulisses/planning";
import type { AuthorizedContext } from "../kit/context.ts";
import { encodeCursor } from "../kit/paging.ts";
import { Room } from "../kit/room.ts";
import { mapInTurns } from "../kit/turns.ts";
import { asSpan } from "./spans.ts";
import { findPlanned, listPeople } from "./window.queries.ts";
import { loadWorld } from "./world.queries.ts";
import { mostAtOnce, mostPositions, type WorldPage, type WorldQuery } from "./world.schema.ts";

/**
 * Reads what decides about a page of people and the positions within a time, for callers that judge by
 * themselves, in a constant number of statements. Its positions are on the first page.
 *
 * @throws DomainError `invalid_input` when the positions, or one person, do not fit into the answer
 */
export async function readWorld(
  { db, organisation, most_bytes }: AuthorizedContext,
  query: WorldQuery,
): Promise<WorldPage> {
  const room = new Room(most_bytes, "less_time");
  const planned = await findPlanned(db, organisation.id, query);
  if (planned.length > mostPositions) throw room.refusal();
  const { items, next_cursor } = await listPeople(db, organisation.id, { ...query, most_bytes });
  const window = asSpan({ starts_at: query.from, ends_at: query.to });
  const venues = new Set(planned.map(({ venue_id }) => venue_id));
  const longest = planned.reduce((most, { seconds }) => Math.max(most, seconds), 0);
  const world = await loadWorld(db, organisation.id, {
    positions: planned.flatMap(({ position_id }) => position_id ?? []),
    artists: items.map(({ id }) => id),
    also: [window, ...[...venues].map((venue_id) => ({ ...window, venue_id }))],
    more: { calls: mostAtOnce, seconds: mostAtOnce * longest },
  });
  const isFirst = query.cursor === undefined;
  const packed = packWorld(isFirst ? undisclosed(world) : { ...undisclosed(world), positions: {} });
  const fitting = await takeAsFits(packed, room);
  const last = fitting.people.at(-1);
  const isCut = last !== undefined && fitting.people.length < packed.people.length;
  return {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema's arrays are not read-only; nobody writes to them
    world: fitting as WorldPage["world"],
    next_cursor: isCut ? encodeCursor([last.name, last.id]) : next_cursor,
  };
}

/** The world without the hours of work that another organisation has on file. */
function undisclosed(world: World): World {
  const rosters = Object.entries(world.rosters).map(([id, { outside, ...roster }]) => [
    id,
    {
      ...roster,
      outside: outside.map((work) => (work.id === null ? { ...work, worked_minutes: null } : work)),
    },
  ]);
  return { ...world, rosters: Object.fromEntries(rosters) };
}

/** The positions, and as many people as fit, at least one, with the missions of both. */
async function takeAsFits(packed: PackedWorld, room: Room): Promise<PackedWorld> {
  const factsById = new Map(packed.missions.map((facts) => [facts.mission_id, facts]));
  const { positions, labour, travel, time_zone, now } = packed;
  const missions = new Map(missionsOf(positions, factsById));
  room.takeFor({ positions, labour, travel, time_zone, now, missions: [...missions.values()] });
  const people: PackedWorld["people"][number][] = [];
  let isFull = false;
  await mapInTurns(packed.people, (person) => {
    const added = missionsOf(person.calls, factsById).filter(([id]) => !missions.has(id));
    const bytes = Buffer.byteLength(JSON.stringify([person, new Map(added).values().toArray()]));
    isFull ||= people.length > 0 && bytes > room.left;
    if (isFull) return;
    room.take(bytes);
    people.push(person);
    for (const [id, facts] of added) missions.set(id, facts);
  });
  return { ...packed, missions: [...missions.values()], people };
}

function missionsOf(
  named: readonly { mission_id: string }[],
  factsById: ReadonlyMap<string, MissionFacts>,
): [string, MissionFacts][] {
  return named.flatMap(({ mission_id }) => {
    const facts = factsById.get(mission_id);
    return facts === undefined ? [] : [[mission_id, facts] as [string, MissionFacts]];
  });
}
