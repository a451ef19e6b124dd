import { type KeyboardEvent, useState } from "react";
import { Input, Label, TextField } from "react-aria-components";
import { dateName } from "../data/times.ts";
import { parseDay } from "./clock.ts";
import field from "./field.module.css";

interface Props {
  label: string;
  /** `YYYY-MM-DD`, or empty. */
  value: string;
  /** Called with an empty text while what is typed is no date. */
  onChange: (value: string) => void;
  isInvalid?: boolean;
  isReadOnly?: boolean;
  /** The id of the element that says what is wrong. */
  describedBy?: string;
}

/** A date with its day of the week, as people type it. Arrow keys step it by a day, with Shift by a week. */
export function DateField({ label, value, onChange, describedBy, ...state }: Props) {
  const [typed, setTyped] = useState<string>();
  // What is typed is near the date that was there.
  const [near, setNear] = useState(value);
  const date = value === "" ? undefined : Temporal.PlainDate.from(value);

  function onKeyDown(event: KeyboardEvent): void {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (direction === undefined || date === undefined || state.isReadOnly === true) return;
    event.preventDefault();
    setTyped(undefined);
    onChange(date.add({ days: direction * (event.shiftKey ? 7 : 1) }).toString());
  }

  return (
    <TextField
      {...state}
      className={field.field ?? ""}
      {...(describedBy !== undefined && { "aria-describedby": describedBy })}
      value={typed ?? (date === undefined ? "" : dateName(date))}
      onChange={(text) => {
        setTyped(text);
        onChange(parseDay(text, dateOf(near))?.toString() ?? "");
      }}
      onFocus={() => value !== "" && setNear(value)}
      // What is no date stays, so that it can be mended.
      onBlur={() => value !== "" && setTyped(undefined)}
    >
      <Label className={field.label ?? ""}>{label}</Label>
      <Input
        className={field.input ?? ""}
        autoComplete="off"
        onFocus={({ currentTarget }) => currentTarget.select()}
        onKeyDown={onKeyDown}
      />
    </TextField>
  );
}

function dateOf(text: string): Temporal.PlainDate {
  return text === "" ? Temporal.Now.plainDateISO() : Temporal.PlainDate.from(text);
}
