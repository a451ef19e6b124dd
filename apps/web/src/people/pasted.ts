import { folded } from "../board/model/filters.ts";
import type { SkillNames } from "../data/skills.ts";
import { parseTable } from "./csv.ts";

/** The most people that are created from one paste. */
export const mostPasted = 500;

/** What is wrong with a line. */
type PastedFault = "noName" | "longName" | "email" | "skill" | "taken" | "twice";

/** A person in a pasted list. */
export interface PastedPerson {
  /** The row of the list, from 1; its heading is one. */
  line: number;
  name: string;
  /** An empty text without an address. */
  email: string;
  /** As they are written. */
  skills: readonly string[];
  /** The codes of the skills that are known. */
  codes: readonly string[];
  /** What the fault is about. */
  fault?: { kind: PastedFault; about: string };
}

interface Known {
  skills: SkillNames;
  /** The names of those who are there already. */
  names: readonly string[];
}

/** Reads the people in a table that was copied from a spreadsheet: at most the first 500. */
export function parsePeople(pasted: string, { skills, names }: Known): PastedPerson[] {
  const rows = parseTable(pasted);
  const columns = headingOf(rows[0] ?? []);
  const first = columns === undefined ? 0 : 1;
  const codes = codesByName(skills);
  const taken = new Set(names.map(keyOf));
  const seen = new Set<string>();
  return rows.slice(first, first + mostPasted).map((cells, index) => {
    const person = personIn(cells, columns);
    const found = person.skills.map((skill) => codes.get(keyOf(skill)));
    const fault = faultOf(person, { found, taken, seen });
    seen.add(keyOf(person.name));
    return {
      ...person,
      line: index + first + 1,
      codes: [...new Set(found.filter((code) => code !== undefined))],
      ...(fault !== undefined && { fault }),
    };
  });
}

type Written = Pick<PastedPerson, "name" | "email" | "skills">;

interface Checked {
  found: readonly (string | undefined)[];
  taken: ReadonlySet<string>;
  seen: ReadonlySet<string>;
}

function faultOf({ name, email, skills }: Written, known: Checked): PastedPerson["fault"] {
  const key = keyOf(name);
  if (name === "") return { kind: "noName", about: "" };
  if (name.length > 255) return { kind: "longName", about: name };
  if (known.taken.has(key)) return { kind: "taken", about: name };
  if (known.seen.has(key)) return { kind: "twice", about: name };
  if (email !== "" && !isEmail(email)) return { kind: "email", about: email };
  const unknown = known.found.indexOf(undefined);
  if (unknown !== -1) return { kind: "skill", about: skills[unknown] ?? "" };
  return undefined;
}

/** As strict as the server, so that it refuses none of those that were shown as good. */
function isEmail(text: string): boolean {
  const [local = "", host = "", ...more] = text.split("@");
  return (
    more.length === 0 &&
    text.length <= 254 &&
    /^(?:[\w'+-]+\.)*[\w'+-]*[\w+-]$/u.test(local) &&
    /^(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}$/iu.test(host)
  );
}

type Columns = Partial<Record<keyof Written, number>>;

const headings: Record<keyof Written, readonly string[]> = {
  name: ["nom", "name", "prenom et nom", "nom et prenom", "full name"],
  email: ["adresse mail", "email address", "mail", "email", "e-mail", "courriel", "adresse e-mail"],
  skills: ["competences", "skills", "competence", "skill"],
};

/** Where the columns are, if the first row names them. */
function headingOf(cells: readonly string[]): Columns | undefined {
  const at = (column: keyof Written) =>
    cells.findIndex((cell) => headings[column].includes(keyOf(cell)));
  if (at("name") === -1) return undefined;
  return { name: at("name"), email: at("email"), skills: at("skills") };
}

/** Without a heading: the name, the mail address, then skills in one cell or several. */
function personIn(cells: readonly string[], columns: Columns | undefined): Written {
  const cell = (at = -1) => (cells[at] ?? "").trim();
  const listed = columns === undefined ? cells.slice(2) : [cell(columns.skills)];
  return {
    name: cell(columns?.name ?? 0),
    email: cell(columns === undefined ? 1 : columns.email),
    skills: listed.flatMap((list) => list.split(/[,;|\n]/u)).flatMap((one) => one.trim() || []),
  };
}

/** Codes by label and by code. A label that several skills have names none of them. */
function codesByName(skills: SkillNames): Map<string, string> {
  const codes = new Map<string, string>();
  const ambiguous = new Set<string>();
  for (const { code, label } of skills.values()) {
    if (codes.has(keyOf(label))) ambiguous.add(keyOf(label));
    codes.set(keyOf(label), code);
  }
  for (const label of ambiguous) codes.delete(label);
  for (const { code } of skills.values()) codes.set(code, code);
  return codes;
}

/** What a list calls a skill so that it is read back as the same one: its label, or its code. */
export function skillNamer(skills: SkillNames): (code: string) => string {
  const codes = codesByName(skills);
  return (code) => {
    const label = skills.get(code)?.label ?? code;
    return codes.get(keyOf(label)) === code && !/[,;|\n]/u.test(label) ? label : code;
  };
}

/** As the board compares names; spaces that look like one are one. */
function keyOf(text: string): string {
  return folded(text).replaceAll(/\s+/gu, " ");
}
