import type { RuleId } from "./params.ts";
import { rules } from "./rules.ts";
import type { Level, Unit } from "./work.ts";

/** What a rule is, to be shown with its `titleOf`. */
export interface RuleDescription {
  id: RuleId;
  /** The articles that it comes from. */
  reference: string;
  unit: Unit;
  /** How much a finding weighs unless a profile says otherwise. */
  level: Level;
  /** Its figures, as the texts have them, by name. */
  figures: Readonly<Record<string, number>>;
  /** The convention that it comes from, when it is not the law that holds for everyone. */
  convention?: "ccneac";
}

/** Every rule there is: for a page that lists them, or a form that sets a profile's figures. */
export const catalogue: readonly RuleDescription[] = rules.map((rule) => ({
  id: rule.id,
  reference: rule.reference,
  unit: rule.unit,
  level: rule.level,
  figures: Object.fromEntries(
    Object.entries(rule.figures).map(([name, { figure }]) => [name, figure]),
  ),
  ...(rule.convention === undefined ? {} : { convention: rule.convention }),
}));
