import type { Candidate } from "@coulisses/client";
import type { Judged } from "./judge.ts";

/** The server's verdict on a candidate. It knows all that decides. */
export function judgedOf({ verdict, findings, engagement_id }: Candidate): Judged {
  if (engagement_id !== null) return { verdict: "blocked", because: "engaged", isSure: true };
  const because =
    findings.find(({ level }) => level === "block") ??
    findings.find(({ level }) => level === "warn");
  return { verdict, because, isSure: true };
}

const order: readonly Judged["verdict"][] = ["free", "warned", "blocked"];

/** The best of several, for somebody who needs only one of them. */
export function bestJudged(all: readonly Judged[]): Judged | undefined {
  return all.toSorted((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict))[0];
}
