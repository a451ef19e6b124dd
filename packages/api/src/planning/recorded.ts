import type { z } from "zod";
import type { AuditChange } from "../audit/schema.ts";
import { type Current, DomainError, refuseStale } from "../kit/errors.ts";
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

/** @throws DomainError `stale` if one of the things was changed or deleted since the event */
export function refuseChanged(
  left: Versioned[],
  current: Extract<Current<"stale">, Versioned>[],
): void {
  const now = new Map(current.map((thing) => [thing.id, thing]));
  for (const { id, version } of left) {
    const thing = now.get(id);
    if (thing === undefined)
      throw new DomainError(
        "stale",
        { reason: "no_longer_exists", params: { id } },
        { current: null },
      );
    refuseStale(thing, version);
  }
}
