export { titleOf as titleOfRule, type Language } from "@coulisses/labour";
export { type ProblemCode, problemCodes } from "./problems/codes.ts";
export { detailOfProblem, titleOfProblem } from "./problems/kinds.ts";
export { type Said, sentenceOf } from "./said.ts";
