import type { DB } from "@coulisses/database/tables";
import { type Expression, type Kysely, sql } from "kysely";
import type { Room } from "./room.ts";
import { nextTurn } from "./turns.ts";
import { encodeCursor } from "./paging.ts";

/** The page that the caller asked for. */
interface PageAsked {
  limit: number;
  /** The keys of the last row of the previous page. */
  cursor?: readonly (string | Temporal.Instant)[] | undefined;
  /** The most bytes of JSON that the items may take together, with the commas between them. */
  most_bytes: number;
}

/** The query of a list, with the most bytes of its answer. */
export type Bounded<List> = List & Pick<PageAsked, "most_bytes">;

/** The order of a list: by these columns. Their values together are unique. */
interface Order<Key extends string> {
  by: readonly Key[];
  direction?: "asc" | "desc";
}

/**
 * Reads one page of a list: as many rows as were asked for, or as fit into `most_bytes`. It has at least
 * one row, so that callers always make progress.
 *
 * @param rows a select without order and limit; its rows are returned as JSON
 * @returns the rows, and the cursor of the next page, or null on the last page
 * @example
 * readPage(db, query, { by: ["name", "id"], limit, cursor, most_bytes });
 */
export async function readPage<Row extends Keyed<Key>, Key extends string & keyof Row>(
  db: Kysely<DB>,
  rows: Expression<Row>,
  { limit, ...asked }: Order<Key> & PageAsked,
): Promise<{ items: Row[]; next_cursor: string | null }> {
  const read = await readAsFits(db, rows, { ...asked, limit: limit + 1 });
  const page = read.slice(0, limit);
  const last = page.at(-1);
  const next_cursor =
    last === undefined || last.is_last
      ? null
      : encodeCursor(asked.by.map((key) => String(last.item[key])));
  return { items: page.map(({ item }) => item), next_cursor };
}

/**
 * Reads all rows, in order.
 *
 * @param rows as `readPage` takes them
 * @throws DomainError `invalid_input` if they do not fit into the room
 */
export async function readWhole<Row extends Keyed<Key>, Key extends string & keyof Row>(
  db: Kysely<DB>,
  rows: Expression<Row>,
  { by, room }: Order<Key> & { room: Room },
): Promise<Row[]> {
  const read = await readAsFits(db, rows, { by, most_bytes: room.left, limit: null });
  const last = read.at(-1);
  if (last?.is_last === false) throw room.refusal();
  room.take(last?.total ?? 0);
  return read.map(({ item }) => item);
}

type Keyed<Key extends string> = Record<Key, string | number>;

/** Bytes of an answer that blocks the event loop for too long. */
const large = 2 ** 16;

/**
 * Reads as many rows as fit, and at least one. PostgreSQL measures the rows and stops at the first that
 * does not fit: neither its work nor our memory grows with the rows that are left out.
 */
async function readAsFits<Row, Key extends string>(
  db: Kysely<DB>,
  rows: Expression<Row>,
  asked: Order<Key> & Omit<PageAsked, "limit"> & { limit: number | null },
): Promise<{ item: Row; is_last: boolean; total: number }[]> {
  const { by, direction = "asc", limit, cursor, most_bytes } = asked;
  const keys = by.map((key) => sql.ref(key));
  const order = sql.join(keys.map((key) => sql`${key} ${sql.raw(direction)}`));
  const after =
    cursor === undefined
      ? sql`true`
      : sql`(${sql.join(keys)}) ${sql.raw(direction === "asc" ? ">" : "<")} (${sql.join(cursor.map(String))})`;
  // A condition on a count that only grows ends the scan (Run Condition); one on a sum would not.
  const { rows: read } = await sql<{ item: Row; is_last: boolean; total: number }>`
    select item, is_last, total::float8 from (
      select item, is_last, total, ${sql.join(keys)}, count(
        case when total > ${most_bytes}::bigint and total > size then 1 end
      ) over (order by ${order} rows unbounded preceding) as beyond
      from (
        select item, size, ${sql.join(keys)}, sum(size) over in_order as total,
          lead(false, 1, true) over in_order as is_last
        from (
          select *, octet_length(item::text) + 1 as size from (
            select row_to_json(item) as item, ${sql.join(keys)} from ${rows} as item
            where ${after} order by ${order} limit ${limit}
          ) as read
        ) as measured
        window in_order as (order by ${order} rows unbounded preceding)
      ) as summed
    ) as counted
    where beyond < 1
    order by ${order}
  `.execute(db);
  // Validating and serialising a large answer gets a turn of its own.
  if ((read.at(-1)?.total ?? 0) > large) await nextTurn();
  return read;
}
