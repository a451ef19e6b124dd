/** Characters at the beginning, among which is the first row. */
const mostHead = 10_000;

/**
 * Reads a table that was copied from a spreadsheet, or is CSV: cells are separated by tabs, semicolons or commas,
 * whichever its first row uses. Rows without text are left out.
 */
export function parseTable(pasted: string): string[][] {
  const source = pasted.replace(/^\uFEFF/u, "");
  const separator = separatorIn(source);
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at <= source.length) {
    const { cell, end } = cellAt(source, at, separator);
    row.push(withoutGuard(cell));
    at = end + 1;
    if (source[end] === separator) continue;
    rows.push(row);
    row = [];
    if (source.startsWith("\r\n", end)) at += 1;
  }
  return rows.filter((cells) => cells.some((cell) => cell.trim() !== ""));
}

/** Tabs come from a copy of cells; else it is what comes first, because a cell may list skills with the other one. */
function separatorIn(source: string): string {
  const unquoted = source.slice(0, mostHead).replace(/(^|[\t;,\r\n])"(?:[^"]|"")*"/gu, "$1");
  const first = unquoted.split(/[\r\n]+/u).find((line) => line.trim() !== "") ?? "";
  if (first.includes("\t")) return "\t";
  return /[;,]/u.exec(first)?.[0] ?? ";";
}

function cellAt(source: string, start: number, separator: string): { cell: string; end: number } {
  const close = source[start] === '"' ? closingQuote(source, start + 1) : undefined;
  const from = close === undefined ? start : close + 1;
  let end = from;
  while (end < source.length && source[end] !== separator && !isLineEnd(source[end])) end += 1;
  const plain = source.slice(from, end);
  if (close === undefined) return { cell: plain, end };
  return { cell: source.slice(start + 1, close).replaceAll('""', '"') + plain, end };
}

/** Undefined if the quote is never closed: then it is a character as others. */
function closingQuote(source: string, from: number): number | undefined {
  let at = source.indexOf('"', from);
  while (at !== -1 && source[at + 1] === '"') at = source.indexOf('"', at + 2);
  return at === -1 ? undefined : at;
}

function isLineEnd(character: string | undefined): boolean {
  return character === "\n" || character === "\r";
}

/**
 * Writes CSV as French spreadsheets read it: UTF-8 with a byte order mark, semicolons, CRLF. A cell that a spreadsheet
 * would take for a formula gets an apostrophe before it, which `parseTable` removes.
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((cells) => `${cells.map(written).join(";")}\r\n`).join("")}`;
}

function written(cell: string): string {
  const guarded = /^'*[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell;
  return /[",;\t\r\n]/u.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

function withoutGuard(cell: string): string {
  return /^'+[=+\-@\t\r]/u.test(cell) ? cell.slice(1) : cell;
}
