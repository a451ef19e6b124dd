import type { Mission } from "@coulisses/client";
import { useState } from "react";
import { times } from "../../../data/times.ts";
import { Button } from "../../../ui/button.tsx";
import { ClockField } from "../../../ui/clock-field.tsx";
import field from "../../../ui/field.module.css";
import { type Break, breaksOf, readBreaks, suggestedBreak } from "../../model/breaks.ts";
import { Fault } from "./fault.tsx";
import styles from "./panel.module.css";
import { text } from "./text.ts";
import { useEdit } from "./use-edit.ts";

/** The breaks of a mission. They are saved together, once the focus leaves them. */
export function Breaks({ mission, isReadOnly }: { mission: Mission; isReadOnly: boolean }) {
  const [isFinished, setFinished] = useState(false);
  const edit = useEdit(mission, breaksOf(mission), (breaks: readonly Break[]) => ({
    breaks: readBreaks(breaks, mission) ?? [],
  }));
  const isReadable = readBreaks(edit.value, mission) !== undefined;
  if (isReadOnly) return <ReadOnly mission={mission} />;

  function finish(): void {
    setFinished(true);
    if (edit.isDirty && isReadable) edit.save();
  }

  function change(index: number, changed: Partial<Break>): void {
    setFinished(false);
    edit.change(
      edit.value.map((one, at) => (at === index ? { ...one, times: undefined, ...changed } : one)),
    );
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys are those of the fields within
    <div
      className={`${styles.breaks} ${styles.inPlace}`}
      role="group"
      aria-label={text.fields.breaks}
      onBlur={({ currentTarget, relatedTarget }) =>
        !currentTarget.contains(relatedTarget) && finish()
      }
      onKeyDown={(event) => {
        if (event.key === "Enter" && event.target instanceof HTMLInputElement) finish();
        if (event.key !== "Escape" || !edit.isDirty) return;
        event.stopPropagation();
        edit.revert();
      }}
    >
      <span className={field.label}>{text.fields.breaks}</span>
      <div className={styles.rows}>
        {edit.value.map((one, index) => (
          <Row
            // oxlint-disable-next-line react/no-array-index-key -- a break has no id, and its times are what is edited
            key={index}
            one={one}
            onChange={(changed) => change(index, changed)}
            onRemove={() => edit.save(edit.value.filter((_, at) => at !== index))}
          />
        ))}
        <div>
          <Button isQuiet onPress={() => edit.save([...edit.value, suggestedBreak(mission)])}>
            {text.breaks.add}
          </Button>
        </div>
      </div>
      {isFinished && !isReadable && (
        <p className={field.error} role="alert">
          {text.when.unreadable}
        </p>
      )}
      <Fault edit={edit} paths={["breaks"]} />
    </div>
  );
}

interface RowProps {
  one: Break;
  onChange: (changed: Partial<Break>) => void;
  onRemove: () => void;
}

function Row({ one, onChange, onRemove }: RowProps) {
  return (
    <div className={styles.times}>
      <ClockField
        label={text.fields.start}
        value={one.start}
        onChange={(start) => onChange({ start })}
      />
      <span aria-hidden>–</span>
      <ClockField label={text.fields.end} value={one.end} onChange={(end) => onChange({ end })} />
      <Button
        isQuiet
        aria-label={text.breaks.remove({ times: `${one.start}–${one.end}` })}
        onPress={onRemove}
      >
        ×
      </Button>
    </div>
  );
}

function ReadOnly({ mission }: { mission: Mission }) {
  const { breaks, time_zone } = mission;
  return (
    breaks.length > 0 && (
      <p>
        {text.about({ what: text.fields.breaks })}{" "}
        {breaks.map((one) => times({ ...one, time_zone })).join(", ")}
      </p>
    )
  );
}
