export { titleOf as titleOfRule, type Language } from "@coulisses/labour";
export { type ProblemCode, problemCodes } from "./problems/codes.ts";
export { detailOfProblem, titleOfProblem } from "./problems/kinds.ts";
export type { IssueSaid, Narrower } from "./issues/issues.ts";
export type { Budget, Noun } from "./problems/reasons.ts";
export { type ReasonSaid, type Said, sentenceOf } from "./said.ts";
