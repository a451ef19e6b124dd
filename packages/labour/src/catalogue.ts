import { articles } from "./articles.ts";
import type { Bounded, PublicOrder } from "./faults.ts";
import type { RuleId } from "./params.ts";
import type { Quote } from "./rule.ts";
import { rules } from "./rules.ts";
import type { Scope } from "./scope.ts";
import type { Level, Unit } from "./work.ts";

/** The facts of a rule, to show with its `titleOf`. */
export interface RuleDescription {
  id: RuleId;
  /** Whom it concerns; `concernOf` tells it for one person. */
  to: Scope;
  /** The articles that it comes from. */
  reference: string;
  /** What these say. */
  quotes: readonly Quote[];
  unit: Unit;
  /** The level of its findings, unless a profile sets another. */
  level: Level;
  /** Its figures in the legal texts, by name. */
  figures: Readonly<Record<string, number>>;
  /** The range of each figure that an agreement may set; `rangeReasonOf` tells why. */
  ranges: Readonly<Record<string, Bounded>>;
  /** Set if it is of public order; `publicOrderReasonOf` tells it. */
  publicOrder?: PublicOrder;
  /** The convention that it comes from; undefined if it is of the law. */
  convention?: "ccneac";
}

/** All rules: for a page that lists them, or a form that sets a profile's figures. */
export const catalogue: readonly RuleDescription[] = rules.map((rule) => ({
  id: rule.id,
  to: rule.to,
  reference: rule.reference,
  quotes: rule.quotes.map(withIdentifier),
  unit: rule.unit,
  level: rule.level,
  figures: Object.fromEntries(
    Object.entries(rule.figures).map(([name, { figure }]) => [name, figure]),
  ),
  ranges: Object.fromEntries(
    Object.entries(rule.figures).map(([name, { min, max, bounds }]) => [
      name,
      { min, max, bounds },
    ]),
  ),
  ...(rule.publicOrder === undefined
    ? {}
    : { publicOrder: { least: rule.level, article: rule.publicOrder } }),
  ...(rule.convention === undefined ? {} : { convention: rule.convention }),
}));

function withIdentifier(quote: Quote): Quote {
  const identifier = articles[quote.article];
  return identifier === undefined ? quote : { ...quote, identifier };
}
