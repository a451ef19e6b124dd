import type { Call, Candidate, Engaged, Position, Roster, World } from "./world.ts";

/** An instant in `World`'s spelling. @example at("2027-01-02T14:00:00+01:00") */
export function at(text: string): number {
  return Temporal.Instant.from(text).epochMilliseconds;
}

/** A mission in Paris on 2 January 2027, 14:00–18:00. */
const mission = {
  mission_id: "balance",
  title: "Balance",
  venue_id: "court",
  venue: "Cour d'honneur",
  kind: "balance",
  start: at("2027-01-02T14:00:00+01:00"),
  end: at("2027-01-02T18:00:00+01:00"),
  time_zone: "Europe/Paris",
  breaks: [],
  setting: null,
  first_performance_on: null,
} satisfies Partial<Call>;

export function position(changes: Partial<Position> = {}): Position {
  const one = { convention: null, skill: null, min_level: null, count: 1, taken: 0, is_open: true };
  return { ...mission, id: "sound", ...one, ...changes };
}

export function candidate(changes: Partial<Candidate> = {}): Candidate {
  const availabilities = [{ start: "2027-01-01T00:00:00", end: "2027-01-31T00:00:00" }];
  return { id: "emma", name: "Emma Vasquez", skills: [], availabilities, planned: [], ...changes };
}

export function engaged(changes: Partial<Engaged> = {}): Engaged {
  const { mission_id, title, venue_id, venue, start, end } = mission;
  const where = { mission_id, title, venue_id, venue, start, end };
  return { ...where, id: "engagement", artist_id: "emma", status: "confirmed", ...changes };
}

export function call(changes: Partial<Call> = {}): Call {
  return {
    ...mission,
    id: "engagement",
    published_at: null,
    changed_at: null,
    cachets: null,
    ...changes,
  };
}

export function roster(changes: Partial<Roster> = {}): Roster {
  const person = {
    occupation: "technician",
    employment: "cddu",
    stage_authorisation: false,
  } as const;
  return { person, calls: [], outside: [], ...changes };
}

/** A world of one position and one candidate. */
export function world(changes: Partial<World> = {}): World {
  return {
    positions: { sound: position() },
    candidates: { emma: candidate() },
    engaged: {},
    rosters: { emma: roster() },
    labour: { convention: "code-du-travail", rules: {} },
    travel: {},
    time_zone: "Europe/Paris",
    now: at("2026-11-01T12:00:00+01:00"),
    ...changes,
  };
}
