import { type Problem, problemOf as problemOfCall } from "@coulisses/client";
import { sharedTexts } from "@coulisses/messages/screens/shared";
import { inLanguage, language } from "./language.ts";

const text = inLanguage(sharedTexts);

/** A refusal of the routes under `/auth`: of sign-in, members and invitations. */
class AuthError extends Error {
  override name = "AuthError";
  /** Undefined if the server was not reached. */
  readonly problem: Problem | undefined;

  constructor(problem?: Problem) {
    super(problem?.detail);
    this.problem = problem;
  }
}

/** The problem in what the server refused, whether a procedure or a route under `/auth`. */
export function problemOf(error: unknown): Problem | undefined {
  return error instanceof AuthError ? error.problem : problemOfCall(error);
}

/** Why the server refused something, for people; undefined if it was not reached. */
export function sentenceOf(error: unknown): string | undefined {
  const problem = problemOf(error);
  const isEnded = problem?.code === "unauthenticated" && !(error instanceof AuthError);
  // The server's own sentence tells programs how to sign in.
  return isEnded ? text.failure.ended : problem?.detail;
}

/** Reads from a route under `/auth`. */
export function readAuth<Answer>(
  path: string,
  query: Record<string, string> = {},
): Promise<Answer> {
  return ask(`${path}?${String(new URLSearchParams(query))}`, { method: "GET" });
}

/** Sends a change to a route under `/auth`. */
export function sendAuth<Answer = unknown>(path: string, body: object = {}): Promise<Answer> {
  return ask(path, { method: "POST", body: JSON.stringify(body) });
}

async function ask<Answer>(path: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(`/auth/${path}`, {
    ...init,
    headers: { "content-type": "application/json", "accept-language": language },
  }).catch(() => undefined);
  if (response === undefined) throw new AuthError();
  if (!response.ok) throw await refusalIn(response);
  // The routes under /auth have no types of their own: docs/access.md says what they answer.
  const answer: Answer = await response.json();
  return answer;
}

async function refusalIn(response: Response): Promise<AuthError> {
  // A proxy may answer without a problem.
  const answer: unknown = await response.json().catch(() => undefined);
  return new AuthError(isProblem(answer) ? answer : undefined);
}

function isProblem(answer: unknown): answer is Problem {
  return (
    typeof answer === "object" &&
    answer !== null &&
    "code" in answer &&
    typeof answer.code === "string"
  );
}
