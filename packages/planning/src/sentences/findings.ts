import { counting, type Language, type RuleId, sentenceOf } from "@coulisses/labour";
import type {
  PlanParams,
  PlanRule,
  CodedFinding,
  CodedFindingOf,
  Where,
} from "../findings/finding.ts";
import { type Catalogue, dateIn, spokenPeriod, typeset } from "./words.ts";

const english = counting("en");
const french = counting("fr");
const minute = { one: "minute", other: "minutes" };

const sentences: Catalogue<PlanParams> = {
  en: {
    overlap: ({ name, other }) => `${name} is confirmed on ${missionText("en", other)}`,
    full: ({ count, taken }) => `The position takes ${count}, and ${taken} are confirmed`,
    skill: ({ name, skill, problem }) => {
      if (problem.is === "missing") return `${name} does not have the skill ${skill}`;
      return problem.is === "expired"
        ? `${name} has the skill ${skill} until ${dateIn("en", problem.expires_on)}`
        : `${name} has the skill ${skill} at level ${problem.level}`;
    },
    outside: ({ name, ...period }) => `${name} works for others, ${spokenPeriod("en", period)}`,
    planning: ({ name, ...period }) => `${name} is in a planning, ${spokenPeriod("en", period)}`,
    travel: ({ name, from, to, gap, needed }) =>
      `${name}: ${english(gap, minute)} between ${from} and ${to}, the way takes ${needed}: ${english(needed - gap, minute)} missing`,
    availability: ({ name }) => `${name} has not said to be available then`,
    options: ({ name, others }) =>
      `${name} is on option elsewhere then: ${others.map((other) => missionText("en", other)).join("; ")}`,
  },
  fr: {
    overlap: ({ name, other }) => `${name} est ferme sur ${missionText("fr", other)}`,
    full: ({ count, taken }) =>
      `Le poste est pour ${french(count, { one: "personne", other: "personnes" })}, et ${french(taken, { one: "est ferme", other: "sont fermes" })}`,
    skill: ({ name, skill, problem }) => {
      if (problem.is === "missing") return `${name} n’a pas la compétence ${skill}`;
      return problem.is === "expired"
        ? `${name} a la compétence ${skill} jusqu’au ${dateIn("fr", problem.expires_on)}`
        : `${name} a la compétence ${skill} au niveau ${problem.level}`;
    },
    outside: ({ name, ...period }) => `${name} travaille ailleurs, ${spokenPeriod("fr", period)}`,
    planning: ({ name, ...period }) => `${name} est sur un planning, ${spokenPeriod("fr", period)}`,
    travel: ({ name, from, to, gap, needed }) =>
      `${name} : ${gap} min entre ${from} et ${to}, le trajet en prend ${needed} : il manque ${needed - gap} min`,
    availability: ({ name }) => `${name} n’a pas donné cette disponibilité`,
    options: ({ name, others }) =>
      `${name} est en option ailleurs à ce moment : ${others.map((other) => missionText("fr", other)).join(" ; ")}`,
  },
};

function missionText(language: Language, where: Where): string {
  return `${where.title} (${where.venue}), ${spokenPeriod(language, where)}`;
}

/**
 * Says a finding.
 *
 * @example
 * sentenceOfFinding(finding, "fr");
 * // "Emma Vasquez est ferme sur Balance (Cour d'honneur), samedi 2 janvier, 14 h–17 h 30"
 */
export function sentenceOfFinding(finding: CodedFinding, language: Language): string {
  return typeset(
    isOfPlan(finding) ? sayPlan(finding, language) : sayLabour(finding, language),
    language,
  );
}

function isOfPlan(
  finding: CodedFinding,
): finding is { [One in PlanRule]: CodedFindingOf<One> }[PlanRule] {
  return finding.rule in sentences.en;
}

function sayPlan<Of extends PlanRule>(
  { rule, params }: CodedFindingOf<Of>,
  language: Language,
): string {
  return sentences[language][rule](params);
}

function sayLabour(
  finding: { [One in RuleId]: CodedFindingOf<One> }[RuleId],
  language: Language,
): string {
  const colon = language === "fr" ? " :" : ":";
  return `${finding.params.name}${colon} ${sentenceOf(finding, language)}`;
}
