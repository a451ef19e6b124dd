import { transact } from "@coulisses/database";
import type { DB } from "@coulisses/database/tables";
import { type RawBuilder, sql, type Transaction } from "kysely";
import type { Authority, AuthorizedContext, AuthorizedOrganisationId, Claim } from "./context.ts";
import { claim, type Refusal, storing } from "./idempotency.ts";
import { Room, roomOnRecord } from "./room.ts";
import { afterOthers } from "./turns.ts";

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
  /**
   * For an answer that holds a secret, which is never stored: what a repetition of the call, with the
   * same idempotency key, is refused with.
   */
  unrepeatable?: Refusal;
}

/** What a command answers that changed nothing: it leaves no event. */
export interface Unchanged<Answer> {
  answer: Answer;
  values?: undefined;
}

/** Whether a thing is already what it is to be, whatever its version; what is undefined stays. */
export function isUnchanged(thing: object, wanted: object): boolean {
  const is = new Map<string, unknown>(Object.entries(thing));
  return Object.entries<unknown>({ ...wanted, version: undefined }).every(
    ([key, value]) => value === undefined || JSON.stringify(value) === JSON.stringify(is.get(key)),
  );
}

/**
 * The only way in which a procedure writes: the change, its record and, for a call with an idempotency
 * key, its answer are committed together when `work` returns, and all undone when it throws. A call
 * whose key has a stored answer gets that, and `work` is not called.
 *
 * @param work is told the id that its event gets, if it changes something
 * @throws DomainError `idempotency_in_progress`, `idempotency_mismatch` or `answer_not_kept`;
 *   `invalid_input` when the answer or the record of the change would be too large
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
  return answer;
}

/** What a change ends with: its record, and the answer to a call with an idempotency key. */
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
  /** Undefined where nothing changed. */
  event_id: string | undefined;
  call: Claim | undefined;
}

/** Puts a change on record, in one statement, as the last of its transaction. */
export async function record(
  trx: Transaction<DB>,
  authority: Authority,
  done: Omit<Change<unknown>, "answer">,
): Promise<void> {
  await recording(authority, done).execute(trx);
}

/**
 * By which schema recorded values are written: one more with each change after which the values of
 * before could not be read. What undoes them keeps a schema for each version.
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

/** Whose working times one more organisation may know, or one fewer. */
interface Disclosure {
  /** The people. */
  users: string[];
  /** Whether they share their times with it from now on. */
  shares: boolean;
  /** The user who said so; null where another organisation's administrator ended it. */
  by: string | null;
}

/**
 * Puts on record, in each other organisation with which people share when they work, that one more
 * organisation may know it, or one fewer: that, and not which organisation it is, nor anything of it.
 *
 * @param organisation the one that may know it from now on, or no more
 */
export async function recordElsewhere(
  trx: Transaction<DB>,
  organisation: AuthorizedOrganisationId,
  { users, shares, by }: Disclosure,
): Promise<void> {
  if (users.length === 0) return;
  // Of two organisations with which somebody starts to share at the same moment, the second sees the first.
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
