/** What the board loads only to judge drags: with the rules, it is larger than the board itself. */
export { unpackWorld } from "@coulisses/planning";
export { planOf } from "./plan.ts";
export { sayFinding } from "./say.ts";
export { rowJudgeOf } from "./verdicts.ts";
