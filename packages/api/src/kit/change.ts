import { transact } from "@coulisses/database";
import type { DB } from "@coulisses/database/tables";
import { type RawBuilder, sql, type Transaction } from "kysely";
import type { Authority, AuthorizedContext, AuthorizedOrganisationId, Claim } from "./context.ts";
import { claim, type Refusal, storing } from "./idempotency.ts";
import { Room, roomOnRecord } from "./room.ts";
import { afterOthers } from "./turns.ts";

/** A thing before or after a change, as the audit log shows it. It must hold no secret. */
export type Recorded = object | null;

/** What one change did to one artist, or to a thing that is about no artist (`artist_id` is null). */
export interface RecordedValues {
  /** The values are erased from the audit log when this artist is anonymised. */
  artist_id: string | null;
  before: Recorded;
  after: Recorded;
}

/** What a command did: its answer, and the values for the audit log. */
export interface Change<Answer> {
  answer: Answer;
  /** The kind of thing that changed: `artist`. */
  noun: string;
  id: string;
  values: RecordedValues[];
  /**
   * For an answer that holds a secret: it is never stored. A repeated call with the same idempotency
   * key gets this refusal.
   */
  unrepeatable?: Refusal;
}

/** The answer of a command that was a no-op: it records no event. */
export interface Unchanged<Answer> {
  answer: Answer;
  values?: undefined;
}

/** Tells whether an update is a no-op. It ignores the version and keys that are undefined. */
export function isUnchanged(thing: object, wanted: object): boolean {
  const is = new Map<string, unknown>(Object.entries(thing));
  return Object.entries<unknown>({ ...wanted, version: undefined }).every(
    ([key, value]) => value === undefined || JSON.stringify(value) === JSON.stringify(is.get(key)),
  );
}

/**
 * The only way in which a procedure writes. When `work` returns, its change, the event in the audit log
 * and, for a call with an idempotency key, the answer are committed together; when it throws, all are
 * rolled back. If the key has a stored answer, the call gets that, and `work` is not called.
 *
 * @param work gets the id of its event, which is recorded only if something changed
 * @throws DomainError `idempotency_in_progress`, `idempotency_mismatch` or `answer_not_kept`;
 *   `invalid_input` if the answer or the recorded values would be too large
 */
export async function change<Answer>(
  ctx: AuthorizedContext,
  work: (trx: Transaction<DB>, event_id: string) => Promise<Change<Answer> | Unchanged<Answer>>,
): Promise<Answer> {
  const { keyed } = ctx;
  const call = await keyed?.claim();
  const inOrder = () =>
    transact(ctx.db, async (trx) => {
      const stored = call && (await claim(trx, ctx, call));
      if (stored) {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what this procedure answered to this input; its output schema checks it again
        return { answer: stored.answer as Answer, event_id: stored.event_id, is_replay: true };
      }
      const made_id = crypto.randomUUID();
      const done = await work(trx, made_id);
      new Room(ctx.most_bytes, "fewer_changes").takeFor(done.answer);
      const event_id = done.values && made_id;
      await lastStatement(ctx, { done, event_id, call })?.execute(trx);
      return { answer: done.answer, event_id, is_replay: false };
    });
  const { answer, event_id, is_replay } = await afterOthers(inOrder);
  if (is_replay && keyed) keyed.isReplay = true;
  if (event_id !== undefined) ctx.onEvent?.(event_id);
  if (event_id !== undefined && !is_replay) ctx.live.changed(ctx.organisation.id);
  return answer;
}

/** The last statement of a change: records its event, and stores the answer under an idempotency key. */
function lastStatement(
  ctx: AuthorizedContext,
  { done, event_id, call }: Done,
): RawBuilder<unknown> | undefined {
  const recorded = done.values && recording(ctx, { ...done, event_id });
  if (call === undefined) return recorded;
  const refusal = done.values && done.unrepeatable;
  const outcome = { ...(refusal ? { refusal } : { answer: done.answer }), event_id };
  const stored = storing(ctx, call, outcome);
  return recorded ? sql`with stored as (${stored}) ${recorded}` : stored;
}

interface Done {
  done: Change<unknown> | Unchanged<unknown>;
  /** Undefined if nothing changed. */
  event_id: string | undefined;
  call: Claim | undefined;
}

/** Records a change in the audit log. This must be the last statement of the transaction. */
export async function record(
  trx: Transaction<DB>,
  authority: Authority,
  done: Omit<Change<unknown>, "answer">,
): Promise<void> {
  await recording(authority, done).execute(trx);
}

/**
 * The version of the schema of recorded values. A change of the schema that could not read the older
 * values increments it; undo keeps a schema for each version.
 */
const schemaVersion = 1;

function recording(
  { caller, organisation, procedure, request_id }: Authority,
  {
    noun,
    id,
    values,
    event_id = crypto.randomUUID(),
  }: Omit<Change<unknown>, "answer"> & { event_id?: string | undefined },
): RawBuilder<unknown> {
  const artists = values.map(({ artist_id }) => artist_id);
  const befores = values.map(({ before }) => JSON.stringify(before));
  const afters = values.map(({ after }) => JSON.stringify(after));
  const room = roomOnRecord();
  for (const value of [...befores, ...afters]) room.take(Buffer.byteLength(value));
  return sql`select record_change(
    ${organisation.id}, ${caller.kind}, ${caller.id}, ${request_id},
    ${procedure}, ${noun}, ${id},
    ${artists}::uuid[], ${befores}::json[], ${afters}::json[],
    ${event_id}, ${schemaVersion}
  )`;
}

/** People who begin or stop sharing their working times with an organisation. */
interface Disclosure {
  users: string[];
  /** Whether they share their times from now on. */
  shares: boolean;
  /** The user who decided it; null if another organisation's administrator ended it. */
  by: string | null;
}

/**
 * Records a disclosure in the audit log of each other organisation with which these people share their
 * working times. The event does not disclose which organisation it is about.
 *
 * @param organisation the one with which they begin or stop sharing
 */
export async function recordElsewhere(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { users, shares, by }: Disclosure,
): Promise<void> {
  if (users.length === 0) return;
  // If somebody starts to share with two organisations at the same moment, the second sees the first.
  await sql`
    select from users where id = any(${users}::uuid[]) order by id for no key update`.execute(trx);
  const known = JSON.stringify({ busy_known_to: "another organisation" });
  const [before, after] = shares ? ["null", known] : [known, "null"];
  await sql`
    select record_change(
      organisation_id, 'person', ${by}::uuid, 'elsewhere',
      '/auth/organization/share-busy', 'member', id,
      array[artist_id], array[${before}::json], array[${after}::json],
      schema_version => ${schemaVersion})
    from members
    where user_id = any(${users}::uuid[]) and organisation_id <> ${organisation} and shares_busy
    order by organisation_id`.execute(trx);
}
