import { open } from "@coulisses/database";
import { sql } from "kysely";
import { expect } from "vitest";
import { seed } from "./random.ts";
import type { Ledger } from "./writers.ts";

interface Verdict {
  /** Acknowledged, but not in the database. */
  lost: number;
  /** In the database more than once. */
  doubled: number;
  /** Plannings without assignments, and assignments without planning. */
  halves: number;
  /** Changes without an event in the audit log, or events without a change. */
  unrecorded: number;
}

/** Compares acknowledged writes with the rows of a database. */
export async function judge(databaseUrl: string, ledger: Ledger): Promise<Verdict> {
  const database = await open(databaseUrl);
  try {
    const { rows } = await sql<{ name: string; times: number }>`
      select name, count(*)::integer as times from artists
      where name = any(${ledger.sent}) group by name`.execute(database.db);
    const times = new Map(rows.map((row) => [row.name, row.times]));
    const [counted] = (
      await sql<{ halves: number; changes: number; events: number }>`
        select
          (select count(*)::integer from plannings left join assignments
             on assignments.organisation_id = plannings.organisation_id and planning_id = plannings.id
           where artist_id is null) as halves,
          (select count(*)::integer from artists where name like 'mark %') as changes,
          (select count(*)::integer from audit_values
           where before::text = 'null' and after ->> 'name' like 'mark %') as events
      `.execute(database.db)
    ).rows;
    return {
      lost: ledger.acknowledged.difference(times).size,
      doubled: [...times.values()].filter((count) => count > 1).length,
      halves: counted?.halves ?? NaN,
      unrecorded: Math.abs((counted?.changes ?? NaN) - (counted?.events ?? NaN)),
    };
  } finally {
    await database.close();
  }
}

/** Prints what a scenario did, and fails if a write was lost or doubled. */
export async function expectNothingLost(
  name: string,
  databaseUrl: string,
  ledger: Ledger,
): Promise<void> {
  const verdict = await judge(databaseUrl, ledger);
  report(name, {
    seed,
    faults: ledger.faults,
    requests: ledger.requests,
    acknowledged: ledger.acknowledged.size,
    ...verdict,
    "worst recovery": `${Math.round(ledger.worstRecovery)} ms`,
    answers: Object.fromEntries([...ledger.answers].toSorted(([a], [b]) => a - b)),
  });
  expect(ledger.unexpected).toEqual([]);
  expect(verdict).toEqual({ lost: 0, doubled: 0, halves: 0, unrecorded: 0 });
  expect(ledger.acknowledged.size).toBeGreaterThan(0);
}

/** Prints what a scenario found. */
export function report(name: string, found: Record<string, unknown>): void {
  const figures = Object.entries(found).map(([key, value]) => `${key} ${shown(value)}`);
  console.log(`  ${name}: ${figures.join(", ")}`);
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
