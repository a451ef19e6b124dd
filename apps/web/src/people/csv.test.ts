import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseTable, writeCsv } from "./csv.ts";

/** Text with all that has a meaning in CSV or in a spreadsheet. */
const cell = fc.string({
  unit: fc.constantFrom("a", "é", "'", "=", "+", "-", "@", '"', ";", ",", "\t", "\r", "\n", " "),
});

describe("CSV", () => {
  test("reads back what it writes", () => {
    const table = fc.integer({ min: 1, max: 4 }).chain((width) => {
      const cells = fc.array(cell, { minLength: width, maxLength: width });
      return fc.array(cells.map((rest) => ["name", ...rest]));
    });
    fc.assert(
      fc.property(table, (rows) => {
        expect(parseTable(writeCsv(rows))).toEqual(rows);
      }),
    );
  });

  test("writes no cell that a spreadsheet takes for a formula", () => {
    fc.assert(
      fc.property(cell, (text) => {
        expect(
          writeCsv([[text]])
            .slice(1)
            .replace(/^"/u, ""),
        ).not.toMatch(/^[=+\-@\t\r](?!\n)/u);
      }),
    );
  });

  test("writes what French spreadsheets open: byte order mark, semicolons, CRLF", () => {
    expect(
      writeCsv([
        ["Nom", "Mail"],
        ["Zoé; dite Z", ""],
      ]),
    ).toBe('\uFEFFNom;Mail\r\n"Zoé; dite Z";\r\n');
  });

  test.each([
    ["tabs", "Zoé\tz@example.org\tson, lumière\n"],
    ["semicolons", "\uFEFFZoé;z@example.org;son, lumière\r\n"],
    ["commas and quotes", 'Zoé,z@example.org,"son, lumière"'],
  ])("reads rows with %s", (_, text) => {
    expect(parseTable(text)).toEqual([["Zoé", "z@example.org", "son, lumière"]]);
  });

  test("reads a line break in quotes as part of the cell, and leaves out empty rows", () => {
    expect(parseTable('"Zoé\nRoux"\tz\n\n \t\nLéo\t')).toEqual([
      ["Zoé\nRoux", "z"],
      ["Léo", ""],
    ]);
  });

  test("reads a quote that is never closed as a character", () => {
    expect(parseTable('"Zoé;a\nLéo;b')).toEqual([
      ['"Zoé', "a"],
      ["Léo", "b"],
    ]);
  });

  test("reads any text without an error", () => {
    fc.assert(
      fc.property(cell, (text) => {
        expect(parseTable(text).every((cells) => cells.length > 0)).toBe(true);
      }),
    );
  });
});
