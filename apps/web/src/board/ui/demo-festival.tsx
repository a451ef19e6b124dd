import { firstStepsTexts } from "@coulisses/messages/screens/first-steps";
import type { useDemo } from "../../data/demo.ts";
import { inLanguage } from "../../data/language.ts";
import { Button } from "../../ui/button.tsx";
import { Refusal } from "../../ui/refusal.tsx";
import styles from "./first-steps.module.css";

const text = inLanguage(firstStepsTexts).demo;

interface Props {
  demo: ReturnType<typeof useDemo>;
  onLoad: () => void;
  onLeave: () => void;
}

/** Offers the demo festival, and says how much of it is loaded. */
export function DemoFestival({ demo, onLoad, onLeave }: Props) {
  const { error, isRunning, isUnfinished, loaded } = demo;
  const isBegun = isRunning || isUnfinished;
  const label = isUnfinished ? text.goOn : text.load;
  return (
    <div className={styles.demo}>
      <p>{(isRunning && text.busy) || (isUnfinished && text.unfinished) || text.about}</p>
      {isBegun && <p role="status">{loaded && text.loaded(loaded)}</p>}
      {isUnfinished && error !== null && <Refusal error={error} />}
      {isUnfinished && <p className={styles.count}>{text.howOn}</p>}
      <div className={styles.actions}>
        <Button isPending={isRunning} isPrimary={isBegun} onPress={onLoad}>
          {isRunning ? text.loading : label}
        </Button>
        {isUnfinished && (
          <Button isQuiet onPress={onLeave}>
            {text.leave}
          </Button>
        )}
      </div>
    </div>
  );
}
