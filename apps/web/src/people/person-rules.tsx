import { type Rule, useRulesFor } from "../data/working-time.ts";
import { Refusal } from "../ui/refusal.tsx";
import styles from "./people.module.css";
import { text } from "./text.ts";

const standings = ["bound", "told", "free"] as const;

/** The working-time rules in force, by what they are to a person today, and why. */
export function PersonRules({ artist_id }: { artist_id: string }) {
  const rules = useRulesFor(artist_id);
  const inForce = (rules.data?.rules ?? []).filter(({ on }) => on);
  return (
    <section className={styles.part} aria-label={text.rules.title}>
      <h2>{text.rules.title}</h2>
      {rules.error !== null && <Refusal error={rules.error} />}
      {standings.map((standing) => (
        <Rules
          key={standing}
          label={text.rules.standings[standing]}
          rules={inForce.filter(({ concern }) => concern?.standing === standing)}
        />
      ))}
      <p className={styles.muted}>{text.rules.note}</p>
    </section>
  );
}

function Rules({ label, rules }: { label: string; rules: Rule[] }) {
  if (rules.length === 0) return null;
  return (
    <details>
      <summary>{`${label} (${rules.length})`}</summary>
      <ul className={styles.list}>
        {rules.map(({ id, title, whom, concern }) => (
          <li key={id} className={styles.item}>
            <span className={styles.grow}>{title}</span>
            <span className={styles.muted}>
              {concern?.standing === "bound"
                ? whom
                : concern && text.rules.because[concern.because]}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
