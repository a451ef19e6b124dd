import { problemOf } from "@coulisses/client";
import { SignInError } from "../data/session.ts";
import { text } from "./text.ts";
import styles from "./refusal.module.css";

/** Why the server refused something: its sentence, and the findings that are in the way. */
export function Refusal({ error }: { error: unknown }) {
  const problem = problemOf(error);
  const current = problem?.code === "conflict" ? problem.current : undefined;
  const findings = current !== undefined && "findings" in current ? current.findings : [];
  return (
    <div className={styles.refusal} role="alert">
      <p>{problem?.detail ?? saidBy(error) ?? text.failure.away}</p>
      {findings.length > 1 && (
        <ul>
          {findings.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function saidBy(error: unknown): string | undefined {
  return error instanceof SignInError && error.message !== "" ? error.message : undefined;
}
