import { firstStepsTexts } from "@coulisses/messages/screens/first-steps";
import { Link } from "@tanstack/react-router";
import { type FirstStep, firstSteps, useFirstStep } from "../../data/first-step.ts";
import { inLanguage } from "../../data/language.ts";
import { Button } from "../../ui/button.tsx";
import styles from "./first-steps.module.css";

const text = inLanguage(firstStepsTexts);

/** What to do next in an organisation that has planned nothing yet. It covers none of the board's rows. */
export function FirstSteps({ onCreate }: { onCreate: () => void }) {
  const step = useFirstStep();
  if (step === undefined) return null;
  return (
    <section className={styles.steps} aria-label={text.label}>
      <p className={styles.count}>
        {text.step({ step: firstSteps.indexOf(step) + 1, steps: firstSteps.length })}
      </p>
      <p>{text.why[step]}</p>
      {step === "mission" ? (
        <Button isPrimary onPress={onCreate}>
          {text.go.mission}
        </Button>
      ) : (
        <Link className={styles.link} {...ways[step]}>
          {text.go[step]}
        </Link>
      )}
    </section>
  );
}

const ways = {
  venue: { to: "/venues", search: { selected: "new" } },
  production: { to: "/productions", search: { selected: "new" } },
  people: { to: "/people", search: { selected: "paste" } },
} as const satisfies Record<Exclude<FirstStep, "mission">, object>;
