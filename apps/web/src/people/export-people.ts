import { pasteTexts } from "@coulisses/messages/screens/paste";
import { inLanguage } from "../data/language.ts";
import type { ListedPerson } from "../data/people.ts";
import type { SkillNames } from "../data/skills.ts";
import { writeCsv } from "./csv.ts";
import { skillNamer } from "./pasted.ts";
import { saveFile } from "./save-file.ts";
import { text as peopleText } from "./text.ts";

const text = inLanguage(pasteTexts);

/** Has the browser save people as CSV. A paste of its rows creates the same people. */
export function exportPeople(people: readonly ListedPerson[], skills: SkillNames): void {
  const nameOf = skillNamer(skills);
  const heading = [peopleText.name, peopleText.profile.email, peopleText.skills, text.phone];
  const rows = people.map((person) => [
    person.name,
    person.email ?? "",
    person.skills.map(({ code }) => nameOf(code)).join(", "),
    person.phone ?? "",
  ]);
  const csv = new Blob([writeCsv([heading, ...rows])], { type: "text/csv;charset=utf-8" });
  saveFile(`${text.file}.csv`, csv);
}
