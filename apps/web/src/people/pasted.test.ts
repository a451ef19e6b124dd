import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Skill } from "../data/skills.ts";
import { writeCsv } from "./csv.ts";
import { mostPasted, parsePeople, skillNamer } from "./pasted.ts";

const skills = new Map(
  [
    skillOf("son", "Son"),
    skillOf("regie-lumiere", "Régie lumière"),
    skillOf("a-b", "A, or B"),
    skillOf("twin-1", "Twin"),
    skillOf("twin-2", "Twin"),
  ].map((skill) => [skill.code, skill]),
);

function skillOf(code: string, label: string): Skill {
  return { code, label, family: "autre", rome_code: null, expires: false, version: 1 };
}

function parse(pasted: string, names: string[] = []) {
  return parsePeople(pasted, { skills, names });
}

/** What is wrong with each line. */
function faultsIn(pasted: string, names?: string[]) {
  return parse(pasted, names).map(({ fault }) => fault?.kind);
}

describe("A pasted list of people", () => {
  test("is read without a heading: name, mail address, skills", () => {
    expect(parse("Zoé Roux\tzoe@example.org\tson, regie lumiere\n")).toEqual([
      {
        line: 1,
        name: "Zoé Roux",
        email: "zoe@example.org",
        skills: ["son", "regie lumiere"],
        codes: ["son", "regie-lumiere"],
      },
    ]);
  });

  test("is read by its heading, in either language and any order", () => {
    const [french] = parse("Compétences;Ville;NOM;Adresse mail\nSon;Lyon;Zoé;z@example.org");
    const [english] = parse("Skills,Town,Name,Email address\nSon,Lyon,Zoé,z@example.org");
    expect(french).toEqual(english);
    expect(french).toMatchObject({ line: 2, name: "Zoé", email: "z@example.org", codes: ["son"] });
  });

  test("takes further cells for skills if there is no heading", () => {
    expect(parse("Zoé,z@example.org,son,a-b")[0]?.codes).toEqual(["son", "a-b"]);
  });

  test("says what is wrong with each line", () => {
    const lines = [
      ";nobody@example.org",
      "Zoé;no address",
      "Léo;;Jongler",
      "Anna;",
      "ANNA;",
      "helene  petit;",
      "Good;good@example.org;Son",
    ];
    expect(faultsIn(lines.join("\n"), ["Hélène Petit"])).toEqual([
      "noName",
      "email",
      "skill",
      undefined,
      "twice",
      "taken",
      undefined,
    ]);
  });

  test("names no skill by a label that two skills have", () => {
    expect(faultsIn("Zoé;;Twin\nLéo;;twin-1")).toEqual(["skill", undefined]);
  });

  test("reads 500 people at most", () => {
    const rows = Array.from({ length: mostPasted + 1 }, (_, index) => `Person ${index};`);
    expect(parse(rows.join("\n"))).toHaveLength(mostPasted);
  });

  test("takes hostile text for text", () => {
    const name = "<img src=x onerror=alert(1)> \u202Eevil";
    expect(parse(`${name};`)[0]).toMatchObject({ name, codes: [] });
    expect(parse('=HYPERLINK("http://x");')[0]?.name).toBe('=HYPERLINK("http://x")');
  });

  test("reads an exported list back as the same people", () => {
    const nameOf = skillNamer(skills);
    const person = fc.record({
      name: fc.string({ minLength: 1, maxLength: 50 }).map((name) => `n${name}`.trim()),
      email: fc.constantFrom("", "z@example.org", "-@example.org"),
      codes: fc.uniqueArray(fc.constantFrom(...skills.keys())),
    });
    const people = fc.uniqueArray(person, {
      selector: ({ name }) => name.normalize("NFD").replace(/\P{L}/gu, "").toLowerCase(),
    });
    fc.assert(
      fc.property(people, (given) => {
        const rows = given.map(({ name, email, codes }) => [
          name,
          email,
          codes.map(nameOf).join(", "),
        ]);
        const read = parse(writeCsv([["Nom", "Mail", "Compétences"], ...rows]));
        expect(read.map(({ name, email, codes }) => ({ name, email, codes }))).toEqual(given);
      }),
    );
  });
});
