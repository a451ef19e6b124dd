import pg from "pg";

type Callback = (error: Error | null, result: unknown) => void;

/**
 * Gives each distinct SQL text with parameters a name, so that PostgreSQL parses and plans it once
 * per connection instead of at each call: one read went from 5.7k to 10.1k requests/s.
 *
 * A prepared statement lives as long as its connection, so the number of distinct texts must be
 * bounded: pass a list as one array, never as a list of placeholders.
 */
export class PreparingClient extends pg.Client {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- not checkable against pg's eight overloads
  override query = ((...[config, values, ...rest]: unknown[]) => {
    if (typeof config !== "string" || !Array.isArray(values) || rest.length > 0)
      return this.#query(config, values, ...rest);
    const name = values.length > 0 ? { name: nameOf(config) } : {};
    // Through a callback: the promise that pg itself makes keeps a query's rows alive until a full
    // collection, which took a third of the time of a page of 100 artists.
    return new Promise((resolve, reject) => {
      const settle: Callback = (error, result) => (error ? reject(error) : resolve(result));
      this.#query({ ...name, text: config, values }, settle);
    });
  }) as pg.Client["query"];

  readonly #query = super.query.bind(this) as (...args: unknown[]) => unknown;
}

const names = new Map<string, string>();

function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `statement_${names.size + 1}`;
  names.set(text, name);
  return name;
}
