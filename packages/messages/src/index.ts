export { titleOf as titleOfRule, type Language } from "@coulisses/labour";
export { type ProblemCode, problemCodes } from "./problems/codes.ts";
export { detailOfProblem, titleOfProblem } from "./problems/kinds.ts";
export type { CodedIssue, Narrower } from "./issues/issues.ts";
export type { Budget, Noun } from "./problems/reasons.ts";
export { type CodedReason, type CodedSentence, sentenceOf } from "./said.ts";
