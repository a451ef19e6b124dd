import type {
  Bounded,
  FaultParams,
  LegalBounds,
  PublicOrder,
  Range,
  SaneBounds,
} from "../faults.ts";
import type { ParamsOf, RuleId } from "../params.ts";
import type { Standing } from "../scope.ts";
import type { Employment, Occupation, Unit } from "../work.ts";

/** Params of a sentence about a bound. */
interface LegalBound {
  least: string;
  most: string;
  article: string;
}

/** The words of `whomOf`. */
export interface WhomWords {
  everybody: string;
  under: (age: number) => string;
  /** Several people, in the middle of a sentence. */
  occupations: Record<Occupation, string>;
  /** How they are employed, after who they are. */
  employments: Record<Employment, string>;
  only: (people: string, employments: string) => string;
  except: (people: string, employments: string) => string;
}

/** All sentences in one language. A missing one does not compile. */
export interface Sentences {
  /** What each rule requires, in a few words. */
  titles: { [Rule in RuleId]: string };
  /** Whom a rule concerns. */
  whom: WhomWords;
  /** What a rule is to a person. */
  standings: Record<Standing, string>;
  findings: { [Rule in RuleId]: (params: ParamsOf[Rule]) => string };
  /** An amount, with its unit. */
  units: Record<Exclude<Unit, "years">, (count: number) => string>;
  /** By how much a rule does not hold. */
  margins: Record<"missing" | "over", (amount: string) => string>;
  faults: { [Code in keyof FaultParams]: (params: FaultParams[Code]) => string };
  /** Why a rule can be neither off nor below a level. */
  publicOrder: (order: PublicOrder) => string;
  /** Why a figure has its range. */
  bounds: (range: Bounded) => string;
  legalBounds: { [Reason in LegalBounds]: (bound: LegalBound) => string };
  saneBounds: { [Reason in SaneBounds]: (range: Range) => string };
}
