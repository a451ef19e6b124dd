import type { z } from "zod";
import type { DB } from "@coulisses/database/tables";
import type { Transaction } from "kysely";
import { findLaterAuthor } from "../audit/queries.ts";
import type { AuditChange, WholeEvent } from "../audit/schema.ts";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { type Current, DomainError } from "../kit/errors.ts";
import type { Versioned } from "./change-plan.ts";

/**
 * Parses recorded values with the schema of their version.
 *
 * @param schemas by version, from 0 on
 * @throws DomainError `conflict` if this program cannot read them
 */
export function parseRecorded<Value>(
  change: AuditChange,
  schemas: readonly z.ZodType<Value>[],
): Value {
  const read = schemas[change.schema_version]?.safeParse(change);
  if (read?.success) return read.data;
  const version = read === undefined ? "newer" : "older";
  throw new DomainError("conflict", { reason: "recorded_by_other_version", params: { version } });
}

interface Left {
  event: WholeEvent;
  /** The things as the event left them. */
  left: Versioned[];
  /** The same things as they are. */
  current: Extract<Current<"stale">, Versioned>[];
  content: z.ZodType;
}

/**
 * Refuses an undo that would overwrite or miss a later change. Changes that were undone, or changed back,
 * are in nobody's way, though each left a new version.
 *
 * @throws DomainError `stale` if one of the things is not as the event left it
 */
export async function refuseChanged(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { event, left, current, content }: Left,
): Promise<void> {
  const now = new Map(current.map((thing) => [thing.id, thing]));
  for (const was of left) {
    const is = now.get(was.id);
    if (is === undefined)
      throw new DomainError("stale", { reason: "deleted_since" }, { current: null });
    if (is.version === was.version || isSame([is, was], content)) continue;
    const by = await findLaterAuthor(trx, organisation, { id: is.id, event });
    throw new DomainError("stale", { reason: "changed_after", params: { by } }, { current: is });
  }
}

function isSame(things: Versioned[], content: z.ZodType): boolean {
  const [is, was] = things.map((thing) => JSON.stringify(content.parse(thing)));
  return is === was;
}
