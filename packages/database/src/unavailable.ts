/** Why a statement was not answered. */
type Reason =
  /** The connection is gone, or the server does not take work. */
  | "away"
  /** A connection, a lock or a place was not free in time, or others were in the way too often. */
  | "busy"
  /** The time limit of the work that it was part of is over. */
  | "deadline";

/**
 * Says that the database did not answer, through no fault of the statement: the same call may
 * succeed later. Whether a commit took effect is not known when its answer is lost.
 */
export class Unavailable extends Error {
  override name = "Unavailable";
  readonly reason: Reason;
  /** What PostgreSQL called it, such as `55P03`; undefined where it said nothing. */
  readonly sqlstate: string | undefined;

  constructor(reason: Reason, message: string, cause?: unknown) {
    super(message, { cause });
    this.reason = reason;
    this.sqlstate = sqlstateOf(cause);
  }
}

/** The SQLSTATE of an error of PostgreSQL's; undefined for any other error. */
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

/** What an error of PostgreSQL's says of its availability; undefined where it is the statement's fault. */
export function unavailableFrom(error: unknown): Unavailable | undefined {
  const sqlstate = sqlstateOf(error);
  if (sqlstate === undefined) return undefined;
  const [, reason] = reasons.find(([pattern]) => pattern.test(sqlstate)) ?? [];
  return reason && new Unavailable(reason, `PostgreSQL answered ${sqlstate}`, error);
}

/** The transaction was undone because of others: the same work may succeed when it is done again. */
export function isConflict(error: unknown): boolean {
  return ["40001", "40P01"].includes(sqlstateOf(error) ?? "");
}

/** A server that takes reads only: another one is the primary by now. */
export function isReadOnly({ sqlstate }: Unavailable): boolean {
  return sqlstate === "25006";
}
