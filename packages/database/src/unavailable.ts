/** Why a statement was not answered. */
type Reason =
  /** The connection is lost, or the server refuses work. */
  | "away"
  /** A connection, a lock or disk space was not free in time, or all retries of a transaction failed. */
  | "busy"
  /** The deadline of the work is over. */
  | "deadline";

/**
 * The database did not answer, through no fault of the statement: the same call may succeed later. If
 * the answer to a commit is lost, it is unknown whether the commit took effect.
 */
export class Unavailable extends Error {
  override name = "Unavailable";
  readonly reason: Reason;
  /** PostgreSQL's code, such as `55P03`; undefined if it sent none. */
  readonly sqlstate: string | undefined;

  constructor(reason: Reason, message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
    this.sqlstate = sqlstateOf(cause);
  }
}

/** The SQLSTATE of an error of PostgreSQL; undefined for other errors. */
export function sqlstateOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || !("severity" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const reasons: [pattern: RegExp, Reason][] = [
  // connection exceptions; admin, crash and starting up; ended by an idle time limit; read-only
  [/^(?:08...|57P0[1235]|25P03|25006)$/, "away"],
  // out of disk, memory or connections; a disk that fails; a lock that is not free
  [/^(?:53...|58030|55P03)$/, "busy"],
  [/^57014$/, "deadline"],
];

/** Turns an error of PostgreSQL into `Unavailable`; undefined if it is the statement's fault. */
export function unavailableFrom(error: unknown): Unavailable | undefined {
  const sqlstate = sqlstateOf(error);
  if (sqlstate === undefined) return undefined;
  const [, reason] = reasons.find(([pattern]) => pattern.test(sqlstate)) ?? [];
  return reason && new Unavailable(reason, `PostgreSQL answered ${sqlstate}`, error);
}

/** Tells whether a deadlock or a serialization failure rolled the transaction back: a retry may succeed. */
export function isConflict(error: unknown): boolean {
  return ["40001", "40P01"].includes(sqlstateOf(error) ?? "");
}

/** Tells whether the server is read-only, because another one is now the primary. */
export function isReadOnly({ sqlstate }: Unavailable): boolean {
  return sqlstate === "25006";
}
