import type { DB } from "@coulisses/database/tables";
import type { Transaction } from "kysely";
import type { WholeEvent } from "../audit/schema.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { DomainError } from "../kit/errors.ts";
import { outsideWorkBecame, type PlanValues } from "./change-plan.ts";
import { lock } from "./locks.ts";
import { findOutsideWork } from "./outside-work.queries.ts";
import { parseRecorded, refuseChanged } from "./recorded.ts";
import { contents, type RecordedOutsideWork, recordedOutsideWork } from "./recorded.schema.ts";

/**
 * Restores outside work to what it was before an event: an entry that the event created is deleted, a
 * deleted one is created again.
 *
 * @throws DomainError `stale` if it was changed since; `conflict` if its artist is gone
 */
export async function undoOutsideWork(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  event: WholeEvent,
): Promise<{ values: PlanValues[] }> {
  const values: PlanValues[] = [];
  // Each change of outside work is of one entry.
  for (const change of event.changes) {
    const recorded = parseRecorded(change, recordedOutsideWork);
    values.push(...(await restore(trx, organisation, { event, ...recorded })));
  }
  return { values };
}

/** Restores one entry. @throws DomainError as `undoOutsideWork` */
async function restore(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { event, before: was, after: left }: RecordedOutsideWork & { event: WholeEvent },
): Promise<PlanValues[]> {
  const work = was ?? left;
  if (work === null) return [];
  const key = { artist_id: work.artist_id, outside_work_id: work.id };
  const locked = await lock(trx, organisation, { artists: [work.artist_id] });
  const before = await findOutsideWork(trx, organisation, key);
  if (left !== null)
    await refuseChanged(trx, organisation, {
      event,
      left: [left],
      current: before ? [before] : [],
      content: contents.outside_work,
    });
  else if (before !== undefined)
    throw new DomainError("stale", { reason: "restored_already" }, { current: before });
  if (!locked.artists.has(work.artist_id))
    throw new DomainError("conflict", {
      reason: "reference_deleted",
      params: { id: work.artist_id },
    });
  await (was ? save(trx, organisation, was) : remove(trx, organisation, work.id));
  const after = await findOutsideWork(trx, organisation, key);
  return [outsideWorkBecame(before ?? null, after ?? null)];
}

async function save(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { id, artist_id, version, ...was }: NonNullable<RecordedOutsideWork["before"]>,
): Promise<void> {
  await trx
    .insertInto("outside_work")
    .values({ organisation_id: organisation, id, artist_id, version: version + 1, ...was })
    .onConflict((conflict) =>
      conflict
        .columns(["organisation_id", "id"])
        .doUpdateSet((eb) => ({ ...was, version: eb("outside_work.version", "+", 1) })),
    )
    .execute();
}

async function remove(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  id: string,
): Promise<void> {
  await trx
    .deleteFrom("outside_work")
    .where("organisation_id", "=", organisation)
    .where("id", "=", id)
    .execute();
}
