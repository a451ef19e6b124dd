import type {
  Call,
  Candidate,
  Engaged,
  LabourSettings,
  MissionFacts,
  OutsideWork,
  Person,
  Position,
  Roster,
  World,
} from "./world.ts";

type OfMission = Exclude<keyof MissionFacts, "mission_id">;

/** A person of a packed world. */
export interface PackedPerson extends Candidate {
  readonly person: Person;
  readonly calls: readonly Omit<Call, OfMission>[];
  readonly outside: readonly OutsideWork[];
  readonly options: readonly Omit<Engaged, "artist_id" | "status">[];
}

/** A part of a world, in which each mission is written once: a fifth of the bytes. */
export interface PackedWorld {
  readonly missions: readonly MissionFacts[];
  readonly positions: readonly Omit<Position, OfMission>[];
  readonly people: readonly PackedPerson[];
  readonly labour: LabourSettings;
  readonly travel: Readonly<Record<string, number>>;
  readonly time_zone: string;
  readonly now: number;
}

/**
 * Packs a world in which each candidate has a roster.
 *
 * @example unpackWorld([packWorld(world)]); // equal to `world`
 */
export function packWorld(world: World): PackedWorld {
  const { labour, travel, time_zone, now } = world;
  const positions = Object.values(world.positions);
  const people = Object.values(world.candidates).flatMap((candidate) => {
    const roster = world.rosters[candidate.id];
    return roster === undefined ? [] : [packPerson(candidate, roster, world)];
  });
  const calls = people.flatMap(({ id }) => world.rosters[id]?.calls ?? []);
  const missions = new Map<string, MissionFacts>();
  for (const facts of [...positions, ...calls])
    if (!missions.has(facts.mission_id)) missions.set(facts.mission_id, factsOf(facts));
  return {
    missions: [...missions.values()],
    positions: positions.map(({ id, mission_id, convention, skill, min_level, ...rest }) => {
      const { count, taken, is_open } = rest;
      return { id, mission_id, convention, skill, min_level, count, taken, is_open };
    }),
    people,
    labour: {
      convention: labour.convention,
      rules: labour.rules,
      ...(labour.decisions && { decisions: labour.decisions }),
    },
    travel,
    time_zone,
    now,
  };
}

function packPerson(
  candidate: Candidate,
  { person, calls, outside }: Roster,
  { engaged }: World,
): PackedPerson {
  const options = (engaged[candidate.id] ?? []).filter(({ status }) => status === "option");
  return {
    ...candidate,
    person,
    calls: calls.map(({ id, mission_id, published_at, changed_at, cachets }) => ({
      id,
      mission_id,
      published_at,
      changed_at,
      cachets,
    })),
    outside: outside.map(({ id, start, end, worked_minutes }) => ({
      id,
      start,
      end,
      worked_minutes,
    })),
    options: options.map(({ artist_id: _artist, status: _status, ...option }) => option),
  };
}

/** The facts of a mission alone, without those of a position or a call. */
export function factsOf(facts: MissionFacts): MissionFacts {
  const { mission_id, title, kind, venue_id, venue, start, end, time_zone } = facts;
  const { breaks, setting, first_performance_on } = facts;
  const where = { mission_id, venue_id, venue, start, end, time_zone };
  return { ...where, title, kind, breaks, setting, first_performance_on };
}

/**
 * The world of some packed parts: of several pages of people, for example. The settings are those of the
 * first one.
 *
 * @throws Error without any part, or if a part names a mission that none of them has
 */
export function unpackWorld(parts: readonly PackedWorld[]): World {
  const [first] = parts;
  if (first === undefined) throw new Error("A world has at least one part");
  const missions = new Map(
    parts.flatMap((part) => part.missions.map((facts) => [facts.mission_id, facts] as const)),
  );
  const withFacts = <One extends { mission_id: string }>(one: One): One & MissionFacts => {
    const facts = missions.get(one.mission_id);
    if (facts === undefined) throw new Error(`The facts of mission ${one.mission_id} are missing`);
    return { ...facts, ...one };
  };
  const people = parts.flatMap((part) => part.people.map((packed) => unpack(packed, withFacts)));
  const positions = parts.flatMap((part) => part.positions.map(withFacts));
  return {
    positions: byId(positions, (position) => position),
    candidates: byId(people, ({ candidate }) => candidate),
    engaged: byId(people, ({ engaged }) => engaged),
    rosters: byId(people, ({ roster }) => roster),
    labour: first.labour,
    travel: Object.assign({}, ...parts.map(({ travel }) => travel)),
    time_zone: first.time_zone,
    now: first.now,
  };
}

type WithFacts = <One extends { mission_id: string }>(one: One) => One & MissionFacts;

function unpack(packed: PackedPerson, withFacts: WithFacts) {
  const { person, outside, options, calls: packedCalls, ...candidate } = packed;
  const { id } = candidate;
  const calls = packedCalls.map(withFacts);
  const confirmed = calls.map((call) => engagedOf(call, id));
  const asked = options.map((option): Engaged => ({ ...option, artist_id: id, status: "option" }));
  return { id, candidate, roster: { person, calls, outside }, engaged: [...confirmed, ...asked] };
}

/** A confirmed engagement, from the work that it makes. */
export function engagedOf(call: Call, artist_id: string): Engaged {
  const { id, mission_id, title, venue_id, venue, start, end } = call;
  return { id, artist_id, status: "confirmed", mission_id, title, venue_id, venue, start, end };
}

function byId<One extends { id: string }, Value>(
  all: readonly One[],
  valueOf: (one: One) => Value,
): Record<string, Value> {
  return Object.fromEntries(all.map((one) => [one.id, valueOf(one)]));
}
