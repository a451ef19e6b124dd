import type { inferRouterError, inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "./router.ts";

/**
 * What each procedure takes, by noun and procedure.
 *
 * @example
 * const mission: Inputs["missions"]["create"] = { … };
 */
export type Inputs = inferRouterInputs<AppRouter>;

/**
 * What each procedure answers, by noun and procedure.
 *
 * @example
 * function show(day: Outputs["calendar"]["get"]) { … }
 */
export type Outputs = inferRouterOutputs<AppRouter>;

/**
 * Why the server refused a call (RFC 9457): `code` for programs, `detail` for people, `status` as in
 * HTTP. With `invalid_input` come up to 100 `issues`, each with the `path` in the input and a `message`.
 *
 * The `code` tells the type of `current`. With `stale` it is the thing as it is now, or null if it was
 * deleted; of several missions, `{ missions }`. With `conflict` it is, where the server sends it, either `{ findings }` or the thing that cannot
 * change in this way. With `answer_not_kept` it is what the first call made.
 */
export type Problem = inferRouterError<AppRouter>["data"]["problem"];

/** The kinds of problem. A server newer than this package may know more of them. */
export type ProblemCode = Problem["code"];

/** The problems that have a `current`. */
type WithCurrent<One = Problem> = One extends { code: unknown }
  ? "current" extends keyof One
    ? One
    : never
  : never;

/** The `current` of a problem with this code: `CurrentOf<"stale">`. */
export type CurrentOf<Code extends WithCurrent["code"]> = Extract<
  WithCurrent,
  { code: Code }
>["current"];
