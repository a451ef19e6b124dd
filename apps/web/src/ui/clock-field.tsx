import { type KeyboardEvent, useState } from "react";
import { Input, TextField } from "react-aria-components";
import { clockName } from "../data/times.ts";
import { parseClock, stepClock } from "./clock.ts";
import styles from "./clock-field.module.css";
import field from "./field.module.css";

interface Props {
  label: string;
  /** `HH:MM`, or empty. */
  value: string;
  /** Called with an empty text while what is typed is no time. */
  onChange: (value: string) => void;
  isInvalid?: boolean;
  isReadOnly?: boolean;
  /** The id of the element that says what is wrong. */
  describedBy?: string;
}

/** A time of day, as people type it. Arrow keys step it by a quarter of an hour. */
export function ClockField({ label, value, onChange, describedBy, ...state }: Props) {
  const [typed, setTyped] = useState<string>();

  function onKeyDown(event: KeyboardEvent): void {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (direction === undefined || value === "" || state.isReadOnly === true) return;
    event.preventDefault();
    setTyped(undefined);
    onChange(stepClock(value, direction * 15));
  }

  return (
    <TextField
      {...state}
      aria-label={label}
      {...(describedBy !== undefined && { "aria-describedby": describedBy })}
      value={typed ?? words(value)}
      onChange={(text) => {
        setTyped(text);
        onChange(parseClock(text) ?? "");
      }}
      // What is no time stays, so that it can be mended.
      onBlur={() => value !== "" && setTyped(undefined)}
    >
      <Input
        className={`${field.input} ${styles.clock}`}
        inputMode="text"
        autoComplete="off"
        onFocus={({ currentTarget }) => currentTarget.select()}
        onKeyDown={onKeyDown}
      />
    </TextField>
  );
}

function words(value: string): string {
  return value === "" ? "" : clockName(Temporal.PlainTime.from(value));
}
