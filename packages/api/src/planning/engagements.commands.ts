import type { DB } from "@coulisses/database/tables";
import { sql, type Transaction } from "kysely";
import type { Finding } from "./findings.schema.ts";
import type { Change, RecordedValues } from "../kit/change.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError, refuseStale } from "../kit/errors.ts";
import { mapInTurns } from "../kit/turns.ts";
import { findEngagements, lockArtists } from "./engagements.queries.ts";
import {
  closedReason,
  findingsOn,
  isFinal,
  newBlocks,
  overriding,
  questionOf,
  take,
  transitionReason,
} from "./engagements.rules.ts";
import type {
  Engagement,
  EngagementEnd,
  EngagementsConfirm,
  EngagementsCreate,
  Outcomes,
} from "./engagements.schema.ts";
import { readWorld } from "./world.queries.ts";
import type { Place, World } from "./world.ts";

/** Who decides, and whether they may confirm in spite of what blocks. */
export interface Planner {
  organisation: AuthorizedOrganisationId;
  may_override: boolean;
}

/**
 * Places artists on positions, as options or confirmed. All are judged one after the other, in the
 * order sent, in the same few statements however many there are.
 *
 * @throws DomainError `not_found` when there is no such position or artist; with mode `all` also
 *   `conflict`, with the findings, when one of them cannot be
 */
export async function createEngagements(
  trx: Transaction<DB>,
  planner: Planner,
  { engagements, mode }: EngagementsCreate,
): Promise<Change<Outcomes>> {
  const { organisation } = planner;
  const wanted = engagements.map((engagement) => ({ ...engagement, id: crypto.randomUUID() }));
  const world = await lockWorld(trx, organisation, {
    positions: wanted.map(({ position_id }) => position_id),
    artists: wanted.map(({ artist_id }) => artist_id),
  });
  await freeExpired(
    trx,
    organisation,
    wanted.map((item) => ({ ...item, mission_id: requireQuestion(item, world).place.mission_id })),
  );
  const there = await readLive(trx, organisation, wanted);
  const verdicts = await mapInTurns(wanted, (item) => {
    const { place, candidate } = requireQuestion(item, world);
    const key = `${place.mission_id} ${item.artist_id}`;
    const findings = findingsOn({ place, candidate }, world);
    const refusal =
      closedReason(place) ??
      (there.has(key) ? `${candidate.name} is on this mission already` : undefined) ??
      (item.status === "confirmed" ? refusalOf(findings, item, planner) : undefined);
    if (refusal === undefined) {
      there.add(key);
      if (item.status === "confirmed") take(world, { ...item, place });
    }
    return { ...item, place, findings, refusal };
  });
  refuseAll(mode, verdicts);
  const placed = verdicts.filter(({ refusal }) => refusal === undefined);
  await insertEngagements(trx, organisation, placed);
  await countTaken(trx, organisation, world);
  const made = await findEngagements(
    trx,
    organisation,
    placed.map(({ id }) => id),
  );
  return outcomesOf(verdicts, { before: [], after: made });
}

/**
 * Confirms options (ferme).
 *
 * @throws DomainError `not_found`; with mode `all` also `stale`, and `conflict`, with the findings, when
 *   one of them cannot be confirmed
 */
export async function confirmEngagements(
  trx: Transaction<DB>,
  planner: Planner,
  { engagements, mode }: EngagementsConfirm,
): Promise<Change<Outcomes>> {
  const { organisation } = planner;
  const ids = engagements.map(({ engagement_id }) => engagement_id);
  const asked = await requireEngagements(trx, organisation, ids);
  const world = await lockWorld(trx, organisation, {
    positions: asked.map(({ position_id }) => position_id),
    artists: asked.map(({ artist_id }) => artist_id),
  });
  const before = await requireEngagements(trx, organisation, ids);
  const verdicts = await mapInTurns(engagements, (item, i) => {
    const engagement = before[i];
    if (engagement === undefined) throw engagementNotFound(item.engagement_id);
    const { place, candidate } = requireQuestion(engagement, world);
    const findings = findingsOn({ place, candidate, own: engagement.id }, world);
    if (mode === "all") refuseStale(engagement, item.expected_version);
    const isStale = ![undefined, engagement.version].includes(item.expected_version);
    const refusal =
      (isStale ? "Somebody changed it since you read it" : undefined) ??
      (before.indexOf(engagement) < i ? "It is named twice" : undefined) ??
      closedReason(place) ??
      transitionReason(engagement, "confirmed") ??
      refusalOf(findings, item, planner);
    if (refusal === undefined) take(world, { ...engagement, place });
    const { override_reason, cachets = null } = item;
    return { ...engagement, override_reason, cachets, place, findings, refusal };
  });
  refuseAll(mode, verdicts);
  const confirmed = verdicts.filter(({ refusal }) => refusal === undefined);
  await sql`
    update engagements set status = 'confirmed', decided_at = clock_timestamp(),
      override_reason = decided.override_reason, overridden = decided.overridden,
      version = version + 1,
      cachets = coalesce(decided.cachets, engagements.cachets)
    from unnest(
      ${confirmed.map(({ id }) => id)}::uuid[],
      ${confirmed.map((item) => overrideOf(item).override_reason)}::text[],
      ${confirmed.map((item) => JSON.stringify(overrideOf(item).overridden))}::json[],
      ${confirmed.map(({ cachets }) => cachets)}::smallint[]
    ) as decided (id, override_reason, overridden, cachets)
    where organisation_id = ${organisation} and engagements.id = decided.id
  `.execute(trx);
  await countTaken(trx, organisation, world);
  const after = await findEngagements(
    trx,
    organisation,
    confirmed.map(({ id }) => id),
  );
  return outcomesOf(verdicts, { before, after });
}

/**
 * Ends an engagement: it was declined, or is cancelled. Its position is free again, and what happened
 * stays.
 *
 * @throws DomainError `not_found`, `stale`, `conflict` when it has ended already
 */
export async function endEngagement(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { engagement_id, reason, expected_version, to }: EngagementEnd & { to: "declined" | "cancelled" },
): Promise<Change<Engagement>> {
  const [asked] = await requireEngagements(trx, organisation, [engagement_id]);
  if (asked === undefined) throw engagementNotFound(engagement_id);
  await lock(trx, organisation, { positions: [asked.position_id], artists: [asked.artist_id] });
  const [before] = await requireEngagements(trx, organisation, [engagement_id]);
  if (before === undefined) throw engagementNotFound(engagement_id);
  refuseStale(before, expected_version);
  const refusal = transitionReason(before, to);
  if (refusal !== undefined) throw new DomainError("conflict", refusal, { current: before });
  await trx
    .updateTable("engagements")
    .set({ status: to, reason: reason ?? null, version: before.version + 1 })
    .set({ decided_at: sql`clock_timestamp()` })
    .where("organisation_id", "=", organisation)
    .where("id", "=", engagement_id)
    .execute();
  if (before.status === "confirmed")
    await trx
      .updateTable("positions")
      .set({ taken: sql`taken - 1` })
      .where("organisation_id", "=", organisation)
      .where("id", "=", before.position_id)
      .execute();
  const [after] = await requireEngagements(trx, organisation, [engagement_id]);
  if (after === undefined) throw engagementNotFound(engagement_id);
  const values = [{ artist_id: after.artist_id, before, after }];
  return { answer: after, noun: "engagement", id: after.id, values };
}

interface Verdict {
  id: string;
  artist_id: string;
  findings: Finding[];
  refusal: string | undefined;
  override_reason?: string | null | undefined;
}

function outcomesOf(
  verdicts: Verdict[],
  { before, after }: { before: Engagement[]; after: Engagement[] },
): Change<Outcomes> {
  const was = new Map(before.map((engagement) => [engagement.id, engagement]));
  const is = new Map(after.map((engagement) => [engagement.id, engagement]));
  const outcomes = verdicts.map(({ id, findings }) => ({
    engagement: is.get(id) ?? null,
    findings,
  }));
  const values: RecordedValues[] = after.map((engagement) => ({
    artist_id: engagement.artist_id,
    before: was.get(engagement.id) ?? null,
    after: engagement,
  }));
  const id = after[0]?.id ?? verdicts[0]?.id ?? crypto.randomUUID();
  return { answer: { outcomes }, noun: "engagement", id, values };
}

function refuseAll(mode: "all" | "each", verdicts: Verdict[]): void {
  const refused = verdicts.find(({ refusal }) => refusal !== undefined);
  if (mode === "each" || refused?.refusal === undefined) return;
  const { findings } = refused;
  throw new DomainError("conflict", refused.refusal, { current: { findings } });
}

/** Why findings stop a confirmation: undefined where they do not, or somebody who may overrides them. */
function refusalOf(
  findings: Finding[],
  { override_reason }: { override_reason?: string | undefined },
  { may_override }: Planner,
): string | undefined {
  const blocks = findings.filter(({ level }) => level === "block");
  const final = blocks.find(isFinal);
  if (final !== undefined) return final.message;
  if (blocks[0] === undefined) return undefined;
  if (override_reason === undefined) return blocks[0].message;
  return may_override ? undefined : `${blocks[0].message}. Your role may not override that`;
}

/** What stays with an engagement that is confirmed in spite of what blocks: why, and what that was. */
function overrideOf({
  findings,
  override_reason = null,
}: Verdict): Pick<Engagement, "override_reason" | "overridden"> {
  const blocks = newBlocks(findings, []);
  return blocks.length === 0 || override_reason === null
    ? { override_reason: null, overridden: [] }
    : { override_reason, overridden: overriding(blocks) };
}

/** @throws DomainError `not_found` when there is no such position or artist */
export function requireQuestion(item: { position_id: string; artist_id: string }, world: World) {
  const question = questionOf(item, world);
  if ("missing" in question) throw new DomainError("not_found", `${question.missing} not found`);
  return question;
}

interface Concerned {
  positions: string[];
  artists: string[];
}

/**
 * Makes whoever would engage the same artists or change the same positions wait: first all artists,
 * then all positions, each in the order of their ids, so that nobody waits in a circle.
 */
export async function lock(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { positions, artists }: Concerned,
): Promise<void> {
  await lockArtists(trx, organisation, artists);
  await sql`
    select from positions
    where organisation_id = ${organisation} and id = any(${positions}::uuid[])
    order by id for update
  `.execute(trx);
}

async function lockWorld(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  concerned: Concerned,
): Promise<World> {
  await lock(trx, organisation, concerned);
  return readWorld(trx, organisation, concerned);
}

async function requireEngagements(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  ids: string[],
): Promise<Engagement[]> {
  const found = await findEngagements(trx, organisation, ids);
  const missing = ids.find((id) => !found.some((engagement) => engagement.id === id));
  if (missing !== undefined) throw engagementNotFound(missing);
  return found;
}

export function engagementNotFound(id: string): DomainError {
  return new DomainError("not_found", `Engagement ${id} not found`);
}

interface Wanted {
  id: string;
  position_id: string;
  artist_id: string;
}

/** An option that has expired makes room for a new one of the same artist on the same mission. */
export async function freeExpired(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  wanted: (Wanted & { mission_id: string | null })[],
): Promise<void> {
  await sql`
    update engagements set status = 'cancelled', reason = 'expired', version = version + 1
    from unnest(
      ${wanted.map(({ mission_id }) => mission_id)}::uuid[],
      ${wanted.map(({ artist_id }) => artist_id)}::uuid[]
    ) as again (mission_id, artist_id)
    where organisation_id = ${organisation} and status = 'option' and expires_at <= now()
      and engagements.mission_id = again.mission_id and engagements.artist_id = again.artist_id
  `.execute(trx);
}

/** Who is on which mission already, as an option or confirmed: `mission artist`. */
export async function readLive(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  wanted: Wanted[],
): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select mission_id || ' ' || artist_id as key from engagements
    where organisation_id = ${organisation} and status in ('option', 'confirmed')
      and artist_id = any(${wanted.map(({ artist_id }) => artist_id)}::uuid[])
      and mission_id in (
        select mission_id from positions
        where organisation_id = ${organisation}
          and id = any(${wanted.map(({ position_id }) => position_id)}::uuid[])
      )
  `.execute(trx);
  return new Set(rows.map(({ key }) => key));
}

type Placed = Verdict & EngagementsCreate["engagements"][number] & { place: Place };

/** Nothing stops an option, so it overrides nothing. */
function overrideOfNew(placed: Placed) {
  return overrideOf(placed.status === "option" ? { ...placed, findings: [] } : placed);
}

async function insertEngagements(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  placed: Placed[],
): Promise<void> {
  await sql`
    insert into engagements (organisation_id, id, mission_id, position_id, artist_id, status,
      during, expires_at, override_reason, overridden, cachets)
    select ${organisation}, placed.id, mission_id, position_id, artist_id, placed.status,
      tstzrange(starts_at, ends_at), expires_at, placed.override_reason, placed.overridden, cachets
    from unnest(
      ${placed.map(({ id }) => id)}::uuid[],
      ${placed.map(({ position_id }) => position_id)}::uuid[],
      ${placed.map(({ artist_id }) => artist_id)}::uuid[],
      ${placed.map(({ status }) => status)}::text[],
      ${placed.map(({ status, expires_at }) => (status === "option" ? (expires_at?.toString() ?? null) : null))}::timestamptz[],
      ${placed.map((item) => overrideOfNew(item).override_reason)}::text[],
      ${placed.map((item) => JSON.stringify(overrideOfNew(item).overridden))}::json[],
      ${placed.map(({ cachets = null }) => cachets)}::smallint[]
    ) with ordinality
      as placed (id, position_id, artist_id, status, expires_at, override_reason, overridden,
        cachets, place)
    join positions on positions.organisation_id = ${organisation}
      and positions.id = placed.position_id
    join missions on missions.organisation_id = ${organisation} and missions.id = mission_id
    order by placed.place
  `.execute(trx);
}

export async function countTaken(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { places }: World,
): Promise<void> {
  const counted = [...places.values()];
  await sql`
    update positions set taken = counted.taken
    from unnest(
      ${counted.map(({ id }) => id)}::uuid[], ${counted.map(({ taken }) => taken)}::integer[]
    ) as counted (id, taken)
    where organisation_id = ${organisation} and positions.id = counted.id
      and positions.taken <> counted.taken
  `.execute(trx);
}
