import { transact } from "@coulisses/database";
import type { DB } from "@coulisses/database/tables";
import { sql, type Transaction } from "kysely";
import type { Authority, AuthorizedContext } from "./context.ts";

/** Something as it was or became: what the record shows. No secret may be in it. */
export type Recorded = object | null;

/** What one change did to one artist; or, where `artist_id` is null, to what concerns nobody. */
export interface RecordedValues {
  /** The values go from the record when this artist is anonymised. */
  artist_id: string | null;
  before: Recorded;
  after: Recorded;
}

/** What a command did: what it answers, and what of it goes on record. */
export interface Change<Answer> {
  answer: Answer;
  /** The kind of thing that changed: `artist`. */
  noun: string;
  id: string;
  values: RecordedValues[];
}

/**
 * The only way in which a procedure writes: the change and its record are committed together when
 * `work` returns, and both undone when it throws.
 */
export function change<Answer>(
  ctx: AuthorizedContext,
  work: (trx: Transaction<DB>) => Promise<Change<Answer>>,
): Promise<Answer> {
  return transact(ctx.db, async (trx) => {
    const done = await work(trx);
    await record(trx, ctx, done);
    return done.answer;
  });
}

/** Puts a change on record, in one statement, as the last of its transaction. */
export async function record(
  trx: Transaction<DB>,
  { caller, organisation, procedure, request_id }: Authority,
  { noun, id, values }: Omit<Change<unknown>, "answer">,
): Promise<void> {
  const artists = values.map(({ artist_id }) => artist_id);
  const befores = values.map(({ before }) => JSON.stringify(before));
  const afters = values.map(({ after }) => JSON.stringify(after));
  await sql`select record_change(
    ${organisation.id}, ${caller.kind}, ${caller.id}, ${request_id},
    ${procedure}, ${noun}, ${id},
    ${artists}::uuid[], ${befores}::json[], ${afters}::json[]
  )`.execute(trx);
}
