import { TRPCClientError } from "@trpc/client";
import type { Problem } from "./contract.ts";

/**
 * What the server refused, out of whatever a call threw. Undefined when the server did not say: it
 * was not reached, the call was aborted, or something else answered in its place.
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

/** The code tells the server's own answer from that of any other tRPC server. */
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
