import type { CodedIssue } from "@coulisses/messages";
import type { DB } from "@coulisses/database/tables";
import { type Kysely, type RawBuilder, sql, type Transaction } from "kysely";
import type { Authority, Caller, Claim, IdempotencyHeader, KeyedCall } from "./context.ts";
import { type Current, type Detail, DomainError, invalidInput } from "./errors.ts";

/**
 * What is stored of a call: its answer, or the refusal for a repeated call if the answer holds a secret;
 * and its event.
 */
export type Outcome = ({ answer?: unknown } | { refusal: Refusal }) & Left;

interface Left {
  /** Undefined if nothing changed. */
  event_id?: string | undefined;
}

type Answered = { answer?: unknown } & Left;

/** Why a repeated call gets no answer, and what the first call created. */
export interface Refusal {
  /** Undefined if an older version of the program stored it. */
  said?: Detail;
  current: Current<"answer_not_kept">;
}

/**
 * The grammar of a key: visible ASCII (U+0021 to U+007E) without the comma, which separates the keys
 * of a batch. Quotation marks are part of the key.
 */
export const keyPattern = String.raw`^[!-+\--~]{1,255}$`;

const keySpelling = new RegExp(keyPattern);

/** One call of a request. */
interface Call {
  caller: Caller;
  path: string;
  batchIndex: number;
  getRawInput: () => Promise<unknown>;
}

/**
 * Reads the key of one call.
 *
 * @throws DomainError `invalid_input` if the numbers of keys and calls differ, or if the key is malformed
 */
export function keyedCall(
  { value, calls }: IdempotencyHeader,
  { caller, path, batchIndex, getRawInput }: Call,
): KeyedCall {
  const keys = value.split(",");
  const key = keys[batchIndex]?.trim() ?? "";
  if (keys.length !== calls)
    throw invalidKey(
      calls === 1 ? { issue: "one_key" } : { issue: "key_for_each", params: { calls } },
    );
  if (!keySpelling.test(key)) throw invalidKey({ issue: "key_spelling" });
  return {
    claim: async () => ({
      key: await digestOf([caller.kind, caller.id, key]),
      payload: await digestOf([path, await getRawInput()]),
    }),
    isReplay: false,
  };
}

function invalidKey(said: CodedIssue): DomainError {
  return invalidInput([{ path: ["Idempotency-Key"], ...said }]);
}

/** The SHA-256 of a value's JSON. The order of an object's keys does not matter. */
async function digestOf(value: unknown): Promise<Buffer> {
  const text = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
  return Buffer.from(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

/**
 * Claims a key until the transaction ends, in one statement and without waiting.
 *
 * @returns the stored answer; undefined if the call is the first with this key
 * @throws DomainError `idempotency_in_progress`, `idempotency_mismatch` or `answer_not_kept`
 */
export async function claim(
  trx: Transaction<DB>,
  { organisation }: Authority,
  { key, payload }: Claim,
): Promise<Answered | undefined> {
  const { rows } = await sql<{
    is_claimed: boolean;
    is_stored: boolean;
    payload: Buffer | null;
    outcome: Outcome | null;
  }>`
    select * from claim_idempotency_key(${organisation.id}, ${key})
  `.execute(trx);
  const [found] = rows;
  if (found?.is_stored) {
    if (found.payload !== null && !found.payload.equals(payload))
      throw new DomainError("idempotency_mismatch");
    return answerIn(found.outcome);
  }
  if (!found?.is_claimed) throw new DomainError("idempotency_in_progress");
  return undefined;
}

function answerIn(outcome: Outcome | null): Answered {
  if (outcome === null) throw new DomainError("answer_not_kept", { reason: "answer_erased" });
  if (!("refusal" in outcome)) return outcome;
  const { said, current } = outcome.refusal;
  throw new DomainError("answer_not_kept", said, { current });
}

/** The SQL that stores an outcome under a key that the transaction has claimed. */
export function storing(
  { organisation }: Authority,
  { key, payload }: Claim,
  outcome: Outcome,
): RawBuilder<unknown> {
  return sql`
    insert into idempotency_keys (organisation_id, key, payload, outcome)
    values (${organisation.id}, ${key}, ${payload}, ${JSON.stringify(outcome)}::json)
  `;
}

/** The most rows that one statement deletes. */
export const mostSwept = 1000;

/**
 * Deletes at most `mostSwept` stored answers that are older than 24 hours. It skips those that another
 * process is deleting.
 *
 * @returns how many; fewer than `mostSwept` if none are left
 */
export async function sweepAnswers(db: Kysely<DB>, organisation: string): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from idempotency_keys where ctid in (
      select ctid from idempotency_keys
      where organisation_id = ${organisation} and created_at < now() - interval '24 hours'
      order by created_at limit ${mostSwept} for update skip locked
    ) and organisation_id = ${organisation}
  `.execute(db);
  return Number(numAffectedRows ?? 0);
}
