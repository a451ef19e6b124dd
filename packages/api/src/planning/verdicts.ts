import { isFinal, type Finding } from "@coulisses/planning";
import type { AuthorizedOrganisationId } from "../kit/context.ts";
import { type Detail, DomainError } from "../kit/errors.ts";
import { engagementBecame, type PlanOutcome, type Versioned } from "./change-plan.ts";
import type { Bare } from "./effect.schema.ts";
import { overriddenOf, roleMayNotOverride, withMessages } from "./finding-messages.ts";
import type { Engagement, Outcomes } from "./engagements.schema.ts";

/** The planner who decides, and whether they may override findings that block. */
export interface Planner {
  organisation: AuthorizedOrganisationId;
  may_override: boolean;
}

export type Decided = Bare<Outcomes>;

/** Whether one item of a batch is accepted: `refusal` is undefined then. */
export interface Verdict {
  id: string;
  artist_id: string;
  findings: Finding[];
  refusal: Detail | undefined;
  override_reason?: string | null | undefined;
}

export function isAccepted({ refusal }: Verdict): boolean {
  return refusal === undefined;
}

/** What a batch answers: the outcome of each item. */
export function outcomesOf(
  verdicts: Verdict[],
  { before, after, freed = [] }: { before: Engagement[]; after: Engagement[]; freed?: Versioned[] },
): PlanOutcome<Decided> {
  const was = new Map(before.map((engagement) => [engagement.id, engagement]));
  const is = new Map(after.map((engagement) => [engagement.id, engagement]));
  const outcomes = verdicts.map(({ id, findings }) => ({
    engagement: is.get(id) ?? null,
    findings: withMessages(findings),
  }));
  const [first] = after;
  if (first === undefined) return { answer: { outcomes } };
  const values = after.map((engagement) =>
    engagementBecame(was.get(engagement.id) ?? null, engagement),
  );
  return { answer: { outcomes }, noun: "engagement", id: first.id, values, freed };
}

/** In mode `all`, one refusal refuses the whole batch. @throws DomainError `conflict`, with the findings */
export function refuseAll(mode: "all" | "each", verdicts: Verdict[]): void {
  const refused = verdicts.find(({ refusal }) => refusal !== undefined);
  if (mode === "each" || refused?.refusal === undefined) return;
  const { findings } = refused;
  throw new DomainError("conflict", refused.refusal, {
    current: { findings: withMessages(findings) },
  });
}

/** Why findings stop a confirmation; undefined if none blocks, or a planner overrides those that do. */
export function refusalOf(
  findings: Finding[],
  { override_reason }: { override_reason?: string | undefined },
  { may_override }: Planner,
): Detail | undefined {
  const blocks = blocksOf(findings);
  const final = blocks.find(isFinal);
  if (final !== undefined) return final;
  const [worst] = blocks;
  if (worst === undefined || override_reason === undefined) return worst;
  return may_override ? undefined : roleMayNotOverride(worst);
}

/** What is kept when an engagement is confirmed in spite of findings that block: the reason, and these. */
export function overrideOf({
  findings,
  override_reason = null,
}: Verdict): Pick<Engagement, "override_reason" | "overridden"> {
  const blocks = blocksOf(findings);
  return blocks.length === 0 || override_reason === null
    ? { override_reason: null, overridden: [] }
    : { override_reason, overridden: blocks.map(overriddenOf) };
}

function blocksOf(findings: Finding[]): Finding[] {
  return findings.filter(({ level }) => level === "block");
}
