import { isFinal } from "@coulisses/planning";
import { lazy, Suspense } from "react";
import { problemOf, sentenceOf } from "../data/auth.ts";
import { type Blocking, Findings } from "./findings.tsx";
import { lawText, text } from "./text.ts";
import styles from "./refusal.module.css";

const OverrideForm = lazy(async () => ({
  default: (await import("./override-form.tsx")).OverrideForm,
}));

interface Props {
  error: unknown;
  /** Sends it again with a reason to override what blocks it. Without it nobody is asked for a reason. */
  onOverride?: ((reason: string) => void) | undefined;
  /** Whether several missions would change together. If so, each finding names its mission. */
  isOfSeveral?: boolean;
}

/** Why the server refused something: its sentence, and the findings that are in the way. */
export function Refusal({ error, onOverride, isOfSeveral = false }: Props) {
  const detail = sentenceOf(error) ?? text.failure.away;
  const findings = blocksIn(error);
  // Anything else that is in the way, no reason overrides.
  const isBlocked = findings.some(({ message }) => message === detail);
  const canOverride = isBlocked && !findings.some(isFinal);
  return (
    <div className={styles.refusal} role="alert">
      {!isBlocked && <p>{detail}</p>}
      {findings.length > 0 && isOfSeveral && <p>{lawText.refused.together}</p>}
      {findings.length > 0 && <Findings findings={findings} isOfSeveral={isOfSeveral} />}
      <Suspense>
        {canOverride && onOverride !== undefined && <OverrideForm onSend={onOverride} />}
      </Suspense>
    </div>
  );
}

/** The findings for which the server refused something. */
function blocksIn(error: unknown): readonly Blocking[] {
  const problem = problemOf(error);
  const current = problem?.code === "conflict" ? problem.current : undefined;
  if (current === undefined || !("findings" in current)) return [];
  return current.findings.filter(({ level }) => level === "block");
}
