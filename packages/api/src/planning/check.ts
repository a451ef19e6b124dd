import type { DB } from "@coulisses/database/tables";
import { assumeConfirmed, findingsOn, type Move, moveMissions } from "@coulisses/planning";
import type { Kysely } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { invalidInput, notFound } from "../kit/errors.ts";
import type { Bounded } from "../kit/page.ts";
import { Room } from "../kit/room.ts";
import { mapInTurns } from "../kit/turns.ts";
import { type Issue, within } from "../kit/issue.ts";
import { findMissions } from "./missions.queries.ts";
import { breaksAlong, parseTimes } from "./missions.rules.ts";
import type { Mission } from "./missions.schema.ts";
import { findVenuesById } from "../venues/queries.ts";
import { requireQuestion } from "./required.ts";
import { loadLiveEngagements } from "./engagements.queries.ts";
import { withMessages } from "./finding-messages.ts";
import { asSpan } from "./spans.ts";
import { type Checks, type EngagementsCheck, mostMoved } from "./engagements.schema.ts";
import { loadWorld } from "./world.queries.ts";

/**
 * The findings on artists on positions, and on missions at other times. It writes nothing and locks
 * nothing, in a constant number of statements.
 *
 * @throws DomainError `not_found` when a position, artist, mission or venue is not found;
 *   `invalid_input` when a time does not exist in the venue's zone, or is not after another, when more
 *   than 500 people would move, and when the answer would be too large
 */
export async function checkEngagements(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { engagements, missions, most_bytes }: Bounded<EngagementsCheck>,
): Promise<Checks> {
  const ids = missions.map(({ mission_id }) => mission_id);
  const moves = await loadMoves(db, organisation, missions);
  const engaged = await loadLiveEngagements(db, organisation, ids);
  if (engaged.length > mostMoved)
    throw invalidInput([
      { path: ["missions"], issue: "too_many_moved", params: { most: mostMoved } },
    ]);
  const asked = [...engagements, ...engaged];
  const before = await loadWorld(db, organisation, {
    positions: asked.map(({ position_id }) => position_id),
    artists: asked.map(({ artist_id }) => artist_id),
    also: moves,
  });
  let world = moveMissions(before, moves);
  const room = new Room(most_bytes, "fewer_engagements");
  const moved = await mapInTurns(engaged, ({ id: engagement_id, mission_id, ...item }) => {
    const question = requireQuestion({ ...item, engagement_id }, world);
    const findings = withMessages(findingsOn(question, world));
    const check = { engagement_id, artist_id: item.artist_id, findings };
    return { mission_id, check: room.takeFor(check) };
  });
  const checks = await mapInTurns(engagements, (item) => {
    const findings = withMessages(findingsOn(requireQuestion(item, world), world));
    // The next ones are judged as if this one was confirmed.
    world = assumeConfirmed(world, { ...item, id: item.engagement_id ?? crypto.randomUUID() });
    return room.takeFor({ findings });
  });
  const byMission = Map.groupBy(moved, ({ mission_id }) => mission_id);
  return {
    missions: ids.map((mission_id) => ({
      mission_id,
      engagements: (byMission.get(mission_id) ?? []).map(({ check }) => check),
    })),
    checks,
  };
}

/** Where missions would be, and when. */
async function loadMoves(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  asked: EngagementsCheck["missions"],
): Promise<Move[]> {
  const found = await findMissions(
    db,
    organisation,
    asked.map(({ mission_id }) => mission_id),
  );
  const before = new Map(found.map((mission) => [mission.id, mission]));
  const missions = asked.map(({ mission_id, ...move }, i) => {
    const mission = before.get(mission_id);
    if (mission === undefined) throw notFound("mission", mission_id);
    return { mission, venue_id: move.venue_id ?? mission.venue_id, move, i };
  });
  const wanted = missions.map(({ venue_id }) => venue_id);
  const known = await findVenuesById(db, organisation, wanted);
  const venues = new Map(known.map((venue) => [venue.id, venue]));
  return missions.map(({ mission, venue_id, move, i }) => {
    const venue = venues.get(venue_id);
    if (venue === undefined) throw notFound("venue", venue_id);
    const times = requireTimes(mission, move, { zone: venue.time_zone, path: ["missions", i] });
    const { id: mission_id } = mission;
    return { mission_id, venue_id, venue: venue.name, time_zone: venue.time_zone, ...times };
  });
}

function requireTimes(
  mission: Mission,
  move: Omit<EngagementsCheck["missions"][number], "mission_id">,
  { zone, path }: { zone: string; path: Issue["path"] },
): Pick<Move, "start" | "end" | "breaks"> {
  const starts_at = move.starts_at ?? Temporal.Instant.from(mission.starts_at);
  const ends_at = move.ends_at ?? Temporal.Instant.from(mission.ends_at);
  const read = parseTimes({ starts_at, ends_at, breaks: move.breaks ?? [] }, zone);
  if ("issues" in read) throw invalidInput(within(path, read.issues));
  const breaks = move.breaks === undefined ? breaksAlong(mission, read.period) : read.breaks;
  return { ...asSpan(read.period), breaks: breaks.map(asSpan) };
}
