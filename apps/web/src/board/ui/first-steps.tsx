import { firstStepsTexts } from "@coulisses/messages/screens/first-steps";
import { Link } from "@tanstack/react-router";
import { useDemo } from "../../data/demo.ts";
import { type FirstStep, firstSteps, useBeginning } from "../../data/first-step.ts";
import { inLanguage } from "../../data/language.ts";
import { useReader } from "../../frame/reader.ts";
import { Button } from "../../ui/button.tsx";
import { DemoFestival } from "./demo-festival.tsx";
import styles from "./first-steps.module.css";

const text = inLanguage(firstStepsTexts);

interface Props {
  /** Opens the form of the first mission. */
  onCreate: () => void;
  /** Whether this has to stay, also once there are missions: a festival is loaded, or was refused in part. */
  onBusy: (isBusy: boolean) => void;
  /** Called with the first day of the demo festival once it is loaded. */
  onLoaded: (day: string) => void;
}

/** What to do next in an organisation that has planned nothing yet. It covers none of the board's rows. */
export function FirstSteps({ onCreate, onBusy, onLoaded }: Props) {
  const beginning = useBeginning();
  const demo = useDemo(useReader().organisation);
  const isBegun = demo.isRunning || demo.isUnfinished;
  if (beginning === undefined && !isBegun) return null;
  const load = () => {
    onBusy(true);
    demo.load((day) => {
      onBusy(false);
      onLoaded(day);
    });
  };
  const leave = () => {
    demo.leave();
    onBusy(false);
  };
  return (
    <section className={styles.steps} aria-label={text.label}>
      {beginning && !isBegun && <Step step={beginning.step} onCreate={onCreate} />}
      {(beginning?.isEmpty || isBegun) && (
        <DemoFestival demo={demo} onLoad={load} onLeave={leave} />
      )}
    </section>
  );
}

function Step({ step, onCreate }: { step: FirstStep; onCreate: () => void }) {
  return (
    <>
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
    </>
  );
}

const ways = {
  venue: { to: "/venues", search: { selected: "new" } },
  production: { to: "/productions", search: { selected: "new" } },
  people: { to: "/people", search: { selected: "paste" } },
} as const satisfies Record<Exclude<FirstStep, "mission">, object>;
