import { TRPCClientError } from "@trpc/client";
import type { Problem } from "./contract.ts";

/**
 * The problem in an error that a call threw. Undefined if the server did not answer: it could not be
 * reached, the call was aborted, or a proxy answered instead.
 *
 * @example
 * try {
 *   return await client.artists.get.query({ artist_id });
 * } catch (error) {
 *   if (problemOf(error)?.code === "not_found") return undefined;
 *   throw error;
 * }
 */
export function problemOf(error: unknown): Problem | undefined {
  if (!(error instanceof TRPCClientError)) return undefined;
  const answer: unknown = error.data;
  return hasProblem(answer) ? answer.problem : undefined;
}

/** Errors of other tRPC servers have no `code` there. */
function hasProblem(answer: unknown): answer is { problem: Problem } {
  if (typeof answer !== "object" || answer === null || !("problem" in answer)) return false;
  const { problem } = answer;
  return (
    typeof problem === "object" &&
    problem !== null &&
    "code" in problem &&
    typeof problem.code === "string"
  );
}
