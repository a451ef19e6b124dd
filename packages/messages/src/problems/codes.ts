/**
 * The stable names of all ways in which a request can fail: what programs match on. Of two with one
 * status, the first stands for refusals that come from the transport.
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

/** The kind of a problem, and what is said of one where nothing better is known. */
export interface KindTexts {
  title: string;
  detail: string;
}
