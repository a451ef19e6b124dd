import { problemOf } from "../data/auth.ts";
import { text } from "./text.ts";
import styles from "./refusal.module.css";

/** Why the server refused something: its sentence, and the findings that are in the way. */
export function Refusal({ error }: { error: unknown }) {
  const problem = problemOf(error);
  const current = problem?.code === "conflict" ? problem.current : undefined;
  const findings = current !== undefined && "findings" in current ? current.findings : [];
  return (
    <div className={styles.refusal} role="alert">
      <p>{problem?.detail ?? text.failure.away}</p>
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
