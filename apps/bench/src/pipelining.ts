import type { Database } from "@coulisses/database";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";

/**
 * Opens a database, as our server does, through connections that send each statement at once,
 * without waiting for the answer to the one before.
 */
export function openPipelining(url: string): Pick<Database, "db" | "close"> {
  const pool = new pg.Pool({
    Client: NamingClient,
    connectionString: url,
    options: "-c role=coulisses_app",
    pipeline: true,
  });
  const db: Database["db"] = new Kysely({ dialect: new PostgresDialect({ pool }) });
  return { db, close: () => db.destroy() };
}

const names = new Map<string, string>();

/** Names statements and answers through a callback, as the client of our server does. */
class NamingClient extends pg.Client {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- not checkable against pg's eight overloads
  override query = ((text: string, values: unknown[]) => {
    const name = names.get(text) ?? `statement_${names.size + 1}`;
    names.set(text, name);
    return new Promise((resolve, reject) => {
      this.#query({ name, text, values }, (error, result) =>
        error ? reject(error) : resolve(result),
      );
    });
  }) as pg.Client["query"];

  readonly #query = super.query.bind(this) as (
    statement: { name: string; text: string; values: unknown[] },
    callback: (error: Error | null, result: unknown) => void,
  ) => void;
}
