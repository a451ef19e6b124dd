import type { DB } from "@coulisses/database/tables";
import type { Transaction } from "kysely";
import { type AuthorizedOrganisationId, readZone } from "../kit/context.ts";
import { invalidInput, notFound, refuseStale } from "../kit/errors.ts";
import { isUnchanged } from "../kit/change.ts";
import { outsideWorkBecame, type PlanChange, type PlanOutcome } from "./change-plan.ts";
import { lock } from "./locks.ts";
import { asInstants, asText } from "./missions.rules.ts";
import { findOutsideWork } from "./outside-work.queries.ts";
import { parsePeriod } from "./outside-work.rules.ts";
import type {
  OutsideWork,
  OutsideWorkCreate,
  OutsideWorkDelete,
  OutsideWorkKey,
  OutsideWorkUpdate,
} from "./outside-work.schema.ts";

/**
 * @throws DomainError `not_found` when the artist is not found, `invalid_input` when a time does not
 *   exist, the end is not after the start, or more is worked than it lasts
 */
export async function createOutsideWork(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { artist_id, starts_at, ends_at, ...input }: OutsideWorkCreate,
): Promise<PlanChange<OutsideWork>> {
  const given = givenOver(blank, input);
  const { worked_minutes } = given;
  const period = periodOf(
    { starts_at, ends_at, worked_minutes },
    await readZone(trx, organisation),
  );
  const locked = await lock(trx, organisation, { artists: [artist_id] });
  if (!locked.artists.has(artist_id)) throw notFound("artist", artist_id);
  const id = crypto.randomUUID();
  await trx
    .insertInto("outside_work")
    .values({ organisation_id: organisation, id, artist_id, ...period, ...given })
    .execute();
  const key = { artist_id, outside_work_id: id };
  const after = await requireOutsideWork(trx, organisation, key);
  const values = [outsideWorkBecame(null, after)];
  return { answer: after, noun: "outside_work", id, values };
}

/** Updates the given fields. @throws DomainError `not_found`, `stale`, `invalid_input` */
export async function updateOutsideWork(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { expected_version, starts_at, ends_at, ...update }: OutsideWorkUpdate,
): Promise<PlanOutcome<OutsideWork>> {
  const before = await lockOutsideWork(trx, organisation, update);
  refuseStale(before, expected_version);
  const given = givenOver(before, update);
  const period = periodOf(
    {
      starts_at: starts_at ?? Temporal.Instant.from(before.starts_at),
      ends_at: ends_at ?? Temporal.Instant.from(before.ends_at),
      worked_minutes: given.worked_minutes,
    },
    await readZone(trx, organisation),
  );
  const known = { ...before, ...asText(asInstants(before)) };
  if (isUnchanged(known, { ...period, ...given })) return { answer: before };
  await trx
    .updateTable("outside_work")
    .set({ ...period, ...given, version: before.version + 1 })
    .where("organisation_id", "=", organisation)
    .where("id", "=", before.id)
    .execute();
  const after = await requireOutsideWork(trx, organisation, update);
  const values = [outsideWorkBecame(before, after)];
  return { answer: after, noun: "outside_work", id: after.id, values };
}

/** @throws DomainError `not_found` */
export async function deleteOutsideWork(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { expected_version, ...key }: OutsideWorkDelete,
): Promise<PlanChange<object>> {
  const before = await lockOutsideWork(trx, organisation, key);
  refuseStale(before, expected_version);
  await trx
    .deleteFrom("outside_work")
    .where("organisation_id", "=", organisation)
    .where("id", "=", before.id)
    .execute();
  const values = [outsideWorkBecame(before, null)];
  return { answer: {}, noun: "outside_work", id: before.id, values };
}

type Given = Pick<
  OutsideWork,
  "worked_minutes" | "employer" | "siret" | "cachets" | "annexe" | "category" | "notes"
>;

const blank: Given = {
  worked_minutes: null,
  employer: null,
  siret: null,
  cachets: null,
  annexe: null,
  category: "work",
  notes: null,
};

/** What is given, and the rest as it was. */
function givenOver(
  was: Given,
  given: Partial<{ [Key in keyof Given]: Given[Key] | undefined }>,
): Given {
  const { worked_minutes = was.worked_minutes, employer = was.employer, siret = was.siret } = given;
  const { cachets = was.cachets, annexe = was.annexe, category = was.category } = given;
  const { notes = was.notes } = given;
  return { worked_minutes, employer, siret, cachets, annexe, category, notes };
}

function periodOf(
  work: Pick<OutsideWorkCreate, "starts_at" | "ends_at" | "worked_minutes">,
  zone: string,
): { starts_at: string; ends_at: string } {
  const read = parsePeriod(work, zone);
  if ("issues" in read) throw invalidInput(read.issues);
  return { starts_at: read.starts_at.toString(), ends_at: read.ends_at.toString() };
}

/** Locks the artist, and requires the entry. */
async function lockOutsideWork(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  key: OutsideWorkKey,
): Promise<OutsideWork> {
  await lock(trx, organisation, { artists: [key.artist_id] });
  return requireOutsideWork(trx, organisation, key);
}

async function requireOutsideWork(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  key: OutsideWorkKey,
): Promise<OutsideWork> {
  const found = await findOutsideWork(trx, organisation, key);
  if (found === undefined) throw notFound("outside_work", key.outside_work_id);
  return found;
}
