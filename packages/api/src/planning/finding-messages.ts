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

/** Findings as answers give them, said in the language of the request. */
export function withMessages(findings: Found[]): Finding[] {
  return findings.map((finding) => ({ ...finding, message: messageOf(finding) }));
}

/** What a finding says, in the language of the request. */
export function messageOf(finding: CodedFinding): string {
  return sentenceOfFinding(finding, currentLanguage());
}

/** What is kept of a finding that is overridden. */
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

/** A finding that somebody else might override. */
export function roleMayNotOverride(finding: CodedFinding): CodedReason {
  return { reason: "role_may_not_override", params: { finding } };
}

/** Says why somebody is ranked where they are. */
export function sayReason(reason: Reason): string {
  return sentenceOfReason(reason, currentLanguage());
}
