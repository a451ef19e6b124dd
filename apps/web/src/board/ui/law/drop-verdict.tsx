import type { Finding } from "@coulisses/client";
import type { Judged } from "../../model/judge.ts";
import styles from "./drop-verdict.module.css";
import { lawText as text } from "../../../ui/text.ts";
import { useLaw } from "./use-law.ts";

const marks = { free: "✓", warned: "!", blocked: "✕" } as const;

interface Props {
  judged: Judged | undefined;
  /** What the server found, where it was asked and knows more than the page. */
  checked: readonly Finding[] | undefined;
}

/** What would speak against a drop: its worst reason in one sentence, with the article. */
export function DropVerdict({ judged, checked }: Props) {
  const said = useSaid(judged, checked);
  if (said === undefined) return null;
  const { verdict, sentence, reference } = said;
  return (
    <>
      <p className={styles.verdict} data-verdict={verdict}>
        <span className={styles.mark} aria-hidden>
          {marks[verdict]}
        </span>
        {sentence}
      </p>
      {reference !== null && <p className={styles.reference}>{reference}</p>}
      {checked === undefined && judged?.isSure === false && (
        <p className={styles.reference}>{text.drag.unsure}</p>
      )}
    </>
  );
}

interface Said {
  verdict: Judged["verdict"];
  sentence: string;
  reference: string | null;
}

function useSaid(
  judged: Judged | undefined,
  checked: readonly Finding[] | undefined,
): Said | undefined {
  const law = useLaw();
  if (checked !== undefined && judged?.isSure !== true) return saidByServer(checked);
  if (judged === undefined) return undefined;
  const { verdict, because } = judged;
  if (because === "engaged") return { verdict, sentence: text.drag.engaged, reference: null };
  if (because === undefined) return { verdict, sentence: text.drag.free, reference: null };
  if (law !== undefined) return { verdict, ...law.say(because) };
  // The server's own sentence, until the rules are loaded.
  const { reference } = because;
  return "message" in because && typeof because.message === "string"
    ? { verdict, sentence: because.message, reference }
    : undefined;
}

function saidByServer(findings: readonly Finding[]): Said {
  const worst =
    findings.find(({ level }) => level === "block") ??
    findings.find(({ level }) => level === "warn");
  if (worst === undefined) return { verdict: "free", sentence: text.drag.free, reference: null };
  const { level, message, reference } = worst;
  return { verdict: level === "block" ? "blocked" : "warned", sentence: message, reference };
}
