import type { FaultParams, LegalBounds, Range, SaneBounds } from "../faults.ts";
import type { ParamsOf, RuleId } from "../params.ts";

/** What a sentence about a bound needs. */
interface LegalBound {
  least: string;
  most: string;
  article: string;
}

/** All that the package says in one language. What is missing does not compile. */
export interface Sentences {
  /** What each rule asks for, in a few words. */
  titles: { [Rule in RuleId]: string };
  findings: { [Rule in RuleId]: (params: ParamsOf[Rule]) => string };
  faults: { [Code in keyof FaultParams]: (params: FaultParams[Code]) => string };
  legalBounds: { [Reason in LegalBounds]: (bound: LegalBound) => string };
  saneBounds: { [Reason in SaneBounds]: (range: Range) => string };
}
