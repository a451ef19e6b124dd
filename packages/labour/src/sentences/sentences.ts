import type {
  Bounded,
  FaultParams,
  LegalBounds,
  PublicOrder,
  Range,
  SaneBounds,
} from "../faults.ts";
import type { ParamsOf, RuleId } from "../params.ts";
import type { Unit } from "../work.ts";

/** Params of a sentence about a bound. */
interface LegalBound {
  least: string;
  most: string;
  article: string;
}

/** All sentences in one language. A missing one does not compile. */
export interface Sentences {
  /** What each rule requires, in a few words. */
  titles: { [Rule in RuleId]: string };
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
