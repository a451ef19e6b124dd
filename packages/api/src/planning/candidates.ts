import type { DB } from "@coulisses/database/tables";
import { bestFirst, rate, type Rated } from "@coulisses/planning";
import type { Kysely } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { notFound } from "../kit/errors.ts";
import type { Bounded } from "../kit/page.ts";
import { Room, roomToDecide } from "../kit/room.ts";
import { encodeCursor } from "../kit/paging.ts";
import { mapInTurns } from "../kit/turns.ts";
import { type Ranked, rankArtists } from "./candidates.queries.ts";
import {
  type Candidate,
  type CandidateList,
  type CandidatePage,
  type FreeArtist,
  type FreeArtists,
  type FreeArtistsQuery,
  mostRanked,
} from "./candidates.schema.ts";
import { reasonMessage, withMessages } from "./finding-messages.ts";
import { loadWorld } from "./world.queries.ts";

/**
 * A page of all artists, judged for a position of a mission, in a constant number of statements.
 *
 * @throws DomainError `not_found` when the position is not of the mission
 */
export async function listCandidates(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { mission_id, ...asked }: Bounded<CandidateList>,
): Promise<CandidatePage> {
  const { position, judged, next_cursor } = await judgeArtists(db, organisation, asked);
  if (position.mission_id !== mission_id) throw notFound("position", asked.position_id);
  const items: Candidate[] = [];
  let left = asked.most_bytes;
  let last: Ranked | undefined;
  for (const one of judged) {
    const item = candidateOf(one);
    left -= Buffer.byteLength(JSON.stringify(item)) + 1;
    if (last !== undefined && left < 0) return { items, next_cursor: cursorAfter(last) };
    items.push(item);
    last = one.ranked;
  }
  return { items, next_cursor };
}

function candidateOf({ rated, ranked }: Judged): Candidate {
  const { candidate, verdict, rank, reasons, findings } = rated;
  return {
    artist_id: candidate.id,
    name: candidate.name,
    verdict,
    rank: [...rank],
    reasons: reasons.map((reason) => ({ ...reason, message: reasonMessage(reason) })),
    findings: withMessages(findings),
    engagement_id: ranked.engagement_id,
  };
}

function cursorAfter({ tier, lack, name, id }: Ranked): string {
  return encodeCursor([String(tier), String(lack), name, id]);
}

/**
 * The best artists for a position: not blocked, and not yet on its mission.
 *
 * @throws DomainError as `listCandidates`
 */
export async function freeArtists(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  { position_id, limit, most_bytes }: Bounded<FreeArtistsQuery>,
): Promise<FreeArtists> {
  const { judged } = await judgeArtists(db, organisation, theBest(position_id));
  const room = new Room(most_bytes, "fewer_artists");
  return {
    artists: freeAmong(judged)
      .slice(0, limit)
      .map((free) => room.takeFor(free)),
  };
}

/** The artists who could take a position, best first; none if it is closed or full. */
export async function findReplacements(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  position_id: string,
): Promise<FreeArtist[]> {
  const { position, judged } = await judgeArtists(db, organisation, theBest(position_id));
  return position.is_open && position.taken < position.count ? freeAmong(judged) : [];
}

function theBest(position_id: string) {
  return { position_id, limit: mostRanked, most_bytes: roomToDecide().left };
}

interface Judged {
  rated: Rated;
  ranked: Ranked;
}

async function judgeArtists(
  db: Kysely<DB>,
  organisation: AuthorizedOrganisationId,
  asked: Parameters<typeof rankArtists>[2],
) {
  const { items, next_cursor } = await rankArtists(db, organisation, asked);
  const artists = items.map(({ id }) => id);
  const world = await loadWorld(db, organisation, { positions: [asked.position_id], artists });
  const position = world.positions[asked.position_id];
  if (position === undefined) throw notFound("position", asked.position_id);
  const there = items.flatMap((ranked) => {
    const candidate = world.candidates[ranked.id];
    return candidate === undefined ? [] : [{ ranked, candidate }];
  });
  const judged = await mapInTurns(there, ({ ranked, candidate }): Judged => {
    const engagement_id = ranked.engagement_id ?? undefined;
    return { ranked, rated: rate({ position, candidate, engagement_id }, world) };
  });
  return { position, judged, next_cursor };
}

function freeAmong(judged: Judged[]): FreeArtist[] {
  const free = judged
    .filter(({ rated, ranked }) => rated.verdict !== "blocked" && ranked.engagement_id === null)
    .map(({ rated }) => rated);
  return bestFirst(free).map(({ candidate, reasons, findings }) => ({
    artist_id: candidate.id,
    name: candidate.name,
    reasons: reasons.map(reasonMessage),
    findings: withMessages(findings),
  }));
}
