import type { DB } from "@coulisses/database/tables";
import {
  assumeConfirmed,
  closedRefusal,
  type Finding,
  findingsOn,
  isFinal,
  newBlocks,
  overriding,
  type Question,
  questionOf,
  transitionRefusal,
  type World,
} from "@coulisses/planning";
import type { Transaction } from "kysely";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError, refuseStale } from "../kit/errors.ts";
import { mapInTurns } from "../kit/turns.ts";
import {
  engagementBecame,
  type PlanChange,
  type PlanOutcome,
  type Versioned,
} from "./change-plan.ts";
import type { Bare } from "./effect.schema.ts";
import { findEngagements } from "./engagements.queries.ts";
import { messageOf, overriddenOf, sayRefusal, told } from "./findings.ts";
import type {
  Engagement,
  EngagementEnd,
  EngagementsConfirm,
  EngagementsCreate,
  Outcomes,
} from "./engagements.schema.ts";
import { lock } from "./locks.ts";
import {
  freeExpired,
  insertEngagements,
  readLive,
  saveConfirmed,
  saveEnd,
  saveTaken,
} from "./save-engagements.ts";
import { readWorld } from "./world.queries.ts";

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
): Promise<PlanOutcome<Decided>> {
  const { organisation } = planner;
  const wanted = engagements.map((engagement) => ({ ...engagement, id: crypto.randomUUID() }));
  const concerned = concernedBy(wanted);
  const locked = await lock(trx, organisation, concerned);
  let world = await readWorld(trx, organisation, concerned);
  const there = await readLive(locked, wanted);
  const verdicts = await mapInTurns(wanted, (item) => {
    const { place, candidate } = requireQuestion(item, world);
    const key = `${place.mission_id} ${item.artist_id}`;
    const findings = findingsOn({ place, candidate }, world);
    const refusal =
      sayRefusal(closedRefusal(place)) ??
      (there.has(key) ? `${candidate.name} is on this mission already` : undefined) ??
      (item.status === "confirmed" ? refusalOf(findings, item, planner) : undefined);
    if (refusal === undefined) {
      there.add(key);
      if (item.status === "confirmed") world = assumeConfirmed(world, item);
    }
    return { ...item, place, findings, refusal };
  });
  refuseAll(mode, verdicts);
  const placed = verdicts.filter(({ refusal }) => refusal === undefined);
  const freed = await freeExpired(
    locked,
    placed.map(({ artist_id, place }) => ({ artist_id, mission_id: place.mission_id })),
  );
  await insertEngagements(
    locked,
    placed.map((item) => ({ ...item, ...overrideOfNew(item) })),
  );
  await saveTaken(locked, world);
  const made = await findEngagements(
    trx,
    organisation,
    placed.map(({ id }) => id),
  );
  return outcomesOf(verdicts, { before: [], after: made, freed });
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
): Promise<PlanOutcome<Decided>> {
  const { organisation } = planner;
  const ids = engagements.map(({ engagement_id }) => engagement_id);
  const asked = await requireEngagements(trx, organisation, ids);
  const concerned = concernedBy(asked);
  const locked = await lock(trx, organisation, concerned);
  let world = await readWorld(trx, organisation, concerned);
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
      sayRefusal(closedRefusal(place)) ??
      sayRefusal(transitionRefusal(engagement.status, "confirmed")) ??
      refusalOf(findings, item, planner);
    if (refusal === undefined) world = assumeConfirmed(world, engagement);
    const { override_reason, cachets = null } = item;
    return { ...engagement, override_reason, cachets, place, findings, refusal };
  });
  refuseAll(mode, verdicts);
  const confirmed = verdicts.filter(({ refusal }) => refusal === undefined);
  await saveConfirmed(
    locked,
    confirmed.map((item) => ({ ...item, ...overrideOf(item) })),
  );
  await saveTaken(locked, world);
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
): Promise<PlanChange<Engagement>> {
  const [asked] = await requireEngagements(trx, organisation, [engagement_id]);
  if (asked === undefined) throw engagementNotFound(engagement_id);
  const locked = await lock(trx, organisation, concernedBy([asked]));
  const [before] = await requireEngagements(trx, organisation, [engagement_id]);
  if (before === undefined) throw engagementNotFound(engagement_id);
  refuseStale(before, expected_version);
  const refusal = sayRefusal(transitionRefusal(before.status, to));
  if (refusal !== undefined) throw new DomainError("conflict", refusal, { current: before });
  await saveEnd(locked, { before, to, reason });
  const [after] = await requireEngagements(trx, organisation, [engagement_id]);
  if (after === undefined) throw engagementNotFound(engagement_id);
  const values = [engagementBecame(before, after)];
  return { answer: after, noun: "engagement", id: after.id, values };
}

function concernedBy(items: { position_id: string; artist_id: string }[]) {
  return {
    positions: items.map(({ position_id }) => position_id),
    artists: items.map(({ artist_id }) => artist_id),
  };
}

type Decided = Bare<Outcomes>;

interface Verdict {
  id: string;
  artist_id: string;
  findings: Finding[];
  refusal: string | undefined;
  override_reason?: string | null | undefined;
}

function outcomesOf(
  verdicts: Verdict[],
  { before, after, freed = [] }: { before: Engagement[]; after: Engagement[]; freed?: Versioned[] },
): PlanOutcome<Decided> {
  const was = new Map(before.map((engagement) => [engagement.id, engagement]));
  const is = new Map(after.map((engagement) => [engagement.id, engagement]));
  const outcomes = verdicts.map(({ id, findings }) => ({
    engagement: is.get(id) ?? null,
    findings: told(findings),
  }));
  const [first] = after;
  if (first === undefined) return { answer: { outcomes } };
  const values = after.map((engagement) =>
    engagementBecame(was.get(engagement.id) ?? null, engagement),
  );
  return { answer: { outcomes }, noun: "engagement", id: first.id, values, freed };
}

function refuseAll(mode: "all" | "each", verdicts: Verdict[]): void {
  const refused = verdicts.find(({ refusal }) => refusal !== undefined);
  if (mode === "each" || refused?.refusal === undefined) return;
  const { findings } = refused;
  throw new DomainError("conflict", refused.refusal, { current: { findings: told(findings) } });
}

/** Why findings stop a confirmation: undefined where they do not, or somebody who may overrides them. */
function refusalOf(
  findings: Finding[],
  { override_reason }: { override_reason?: string | undefined },
  { may_override }: Planner,
): string | undefined {
  const blocks = findings.filter(({ level }) => level === "block");
  const final = blocks.find(isFinal);
  if (final !== undefined) return messageOf(final);
  const [worst] = blocks;
  if (worst === undefined) return undefined;
  if (override_reason === undefined) return messageOf(worst);
  return may_override ? undefined : `${messageOf(worst)}. Your role may not override that`;
}

/** What stays with an engagement that is confirmed in spite of what blocks: why, and what that was. */
function overrideOf({
  findings,
  override_reason = null,
}: Verdict): Pick<Engagement, "override_reason" | "overridden"> {
  const blocks = newBlocks(findings, []);
  return blocks.length === 0 || override_reason === null
    ? { override_reason: null, overridden: [] }
    : { override_reason, overridden: overriding(blocks.map(overriddenOf)) };
}

/** Nothing stops an option, so it overrides nothing. */
function overrideOfNew(placed: Verdict & { status: "option" | "confirmed" }) {
  return overrideOf(placed.status === "option" ? { ...placed, findings: [] } : placed);
}

/** @throws DomainError `not_found` when there is no such position or artist */
export function requireQuestion(
  item: { position_id: string; artist_id: string; own?: string },
  world: World,
): Question {
  const question = questionOf(item, world);
  if (question !== undefined) return question;
  const { position_id, artist_id } = item;
  const missing = world.places[position_id] ? `Artist ${artist_id}` : `Position ${position_id}`;
  throw new DomainError("not_found", `${missing} not found`);
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
