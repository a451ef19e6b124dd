import type { CodedReason } from "@coulisses/messages";
import {
  type Finding as Found,
  type Reason,
  type CodedFinding,
  sentenceOfFinding,
  sentenceOfReason,
} from "@coulisses/planning";
import { currentLanguage } from "../kit/language.ts";
import type { Finding, Overridden } from "./findings.schema.ts";

/** Findings as answers give them, with messages in the language of the request. */
export function withMessages(findings: Found[]): Finding[] {
  return findings.map((finding) => ({ ...finding, message: messageOf(finding) }));
}

/** The sentence of a finding, in the language of the request. */
export function messageOf(finding: CodedFinding): string {
  return sentenceOfFinding(finding, currentLanguage());
}

/** The part of a finding that is kept when it is overridden. */
export function overriddenOf(finding: Found): Overridden {
  const { rule, params, measured, allowed, unit } = finding;
  return { rule, params, message: messageOf(finding), measured, allowed, unit };
}

/** Overridden findings with messages in the language of the request; one without params keeps its message. */
export function translated(kept: Overridden[]): Overridden[] {
  return kept.map((one) => (isCoded(one) ? { ...one, message: messageOf(one) } : one));
}

function isCoded(one: Overridden): one is Overridden & CodedFinding {
  return one.params !== undefined;
}

/** The refusal of an override by a planner whose role may not override. */
export function roleMayNotOverride(finding: CodedFinding): CodedReason {
  return { reason: "role_may_not_override", params: { finding } };
}

/** The sentence of a reason for a rank, in the language of the request. */
export function reasonMessage(reason: Reason): string {
  return sentenceOfReason(reason, currentLanguage());
}
