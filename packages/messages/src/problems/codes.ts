/**
 * The stable codes of all problems, which programs match on. If several have one HTTP status, the
 * transport's own refusals get the first.
 */
export const problemCodes = [
  "malformed_request",
  "no_availability",
  "unauthenticated",
  "forbidden",
  "not_found",
  "method_not_allowed",
  "request_timeout",
  "already_exists",
  "conflict",
  "idempotency_in_progress",
  "answer_not_kept",
  "precondition_failed",
  "stale",
  "payload_too_large",
  "unsupported_media_type",
  "invalid_input",
  "idempotency_mismatch",
  "too_many_requests",
  "headers_too_large",
  "internal_error",
  "unavailable",
  "deadline_exceeded",
  "mail_unavailable",
] as const;

export type ProblemCode = (typeof problemCodes)[number];

/** The title of a problem, and its detail if no reason is known. */
export interface KindTexts {
  title: string;
  detail: string;
}
