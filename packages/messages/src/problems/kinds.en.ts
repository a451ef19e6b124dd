import type { KindTexts, ProblemCode } from "./codes.ts";

export const english: Record<ProblemCode, KindTexts> = {
  malformed_request: {
    title: "Malformed request",
    detail: "The request is not well formed: what is expected is JSON in UTF-8.",
  },
  no_availability: {
    title: "No availability",
    detail: "An artist has no availability for that day.",
  },
  unauthenticated: {
    title: "Not signed in",
    detail: "This needs an API key (Authorization: Bearer clk_…) or a session.",
  },
  forbidden: { title: "Forbidden", detail: "Your role may not do this." },
  not_found: { title: "Not found", detail: "There is nothing at this address." },
  method_not_allowed: {
    title: "Method not allowed",
    detail: "This address does not take that method.",
  },
  request_timeout: {
    title: "Request timeout",
    detail: "The request did not arrive in time.",
  },
  already_exists: { title: "Already exists", detail: "This id is taken." },
  conflict: { title: "Conflict", detail: "This contradicts what is there already." },
  idempotency_in_progress: {
    title: "In progress",
    detail: "The first call with this key is in progress",
  },
  answer_not_kept: {
    title: "Answer not kept",
    detail: "The first call with this Idempotency-Key was done, and its answer is not kept.",
  },
  precondition_failed: {
    title: "Precondition failed",
    detail:
      "If-Match does not match: this address has another version, or no versions, so that only * matches.",
  },
  stale: { title: "Changed meanwhile", detail: "Somebody changed it since you read it." },
  payload_too_large: {
    title: "Payload too large",
    detail: "The body is larger than 1 MiB.",
  },
  unsupported_media_type: {
    title: "Unsupported media type",
    detail: "The body must be JSON, sent with Content-Type: application/json.",
  },
  invalid_input: { title: "Invalid input", detail: "The input is not valid." },
  idempotency_mismatch: {
    title: "Idempotency key of another call",
    detail: "Another call was sent with this key",
  },
  too_many_requests: {
    title: "Too many requests",
    detail: "There were too many requests. Retry-After says how many seconds to wait.",
  },
  headers_too_large: {
    title: "Headers too large",
    detail: "The request's address and headers are larger than 16 KiB.",
  },
  internal_error: {
    title: "Internal error",
    detail: "Something went wrong on the server. It is on record under this answer's x-request-id.",
  },
  unavailable: {
    title: "Unavailable",
    detail: "The server cannot answer at the moment. Retry-After says how many seconds to wait.",
  },
  deadline_exceeded: {
    title: "Out of time",
    detail:
      "This took longer than the server allows. Retry-After says how many seconds to wait before it is tried again.",
  },
  mail_unavailable: {
    title: "No mail",
    detail: "This server cannot send mail: its setting SMTP_URL is not set.",
  },
};
