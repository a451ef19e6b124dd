import { useId } from "react";
import { durationName } from "../../../data/durations.ts";
import { clockName, dayName } from "../../../data/times.ts";
import { useReader } from "../../../frame/reader.ts";
import { Button } from "../../../ui/button.tsx";
import { Choice } from "../../../ui/choice.tsx";
import { ClockField } from "../../../ui/clock-field.tsx";
import { DateField } from "../../../ui/date-field.tsx";
import field from "../../../ui/field.module.css";
import {
  type Fault,
  type Faults,
  lastDayOf,
  minutesOf,
  readWhen,
  type When,
} from "../../model/when.ts";
import { otherZone } from "../../model/zone.ts";
import { text } from "./text.ts";
import styles from "./when-fields.module.css";

interface Props {
  when: When;
  zone: string;
  onChange: (when: When) => void;
  /** Whether to say also what is only not finished yet. */
  isFinished: boolean;
  isReadOnly?: boolean;
}

/** The date and the times of a mission, on the clocks of its venue. */
export function WhenFields({ when, zone, onChange, isFinished, isReadOnly = false }: Props) {
  const id = useId();
  const zoneName = otherZone(zone, useReader().organisation.time_zone);
  const read = readWhen(when, zone);
  const faults = "faults" in read ? toSay(read.faults, isFinished) : {};
  const state = { isReadOnly, describedBy: id };
  return (
    <>
      <DateField
        {...state}
        label={text.fields.date}
        value={when.date}
        isInvalid={faults.date !== undefined}
        onChange={(date) => onChange({ ...when, date, startIs: undefined, endIs: undefined })}
      />
      <div className={field.field} role="group" aria-label={text.fields.times}>
        <span className={field.label}>{text.fields.times}</span>
        <div className={styles.times}>
          <ClockField
            {...state}
            label={text.fields.start}
            value={when.start}
            isInvalid={faults.start !== undefined}
            onChange={(start) => onChange({ ...when, start, startIs: undefined })}
          />
          <span aria-hidden>–</span>
          <ClockField
            {...state}
            label={text.fields.end}
            value={when.end}
            isInvalid={faults.end !== undefined}
            onChange={(end) => onChange({ ...when, end, endIs: undefined })}
          />
          <span className={styles.note}>
            {"times" in read && summaryOf(when, minutesOf(read.times))}
          </span>
        </div>
      </div>
      {when.until !== undefined && (
        <DateField
          {...state}
          label={text.fields.until}
          value={when.until}
          isInvalid={faults.until !== undefined}
          onChange={(until) => onChange({ ...when, until, endIs: undefined })}
        />
      )}
      <div id={id} className={styles.below}>
        {!isReadOnly && <DaysButton when={when} onChange={onChange} />}
        {zoneName !== undefined && <p>{text.when.zone({ zone: zoneName })}</p>}
        <Sentences when={when} faults={faults} />
        <Occurrences when={when} faults={faults} onChange={onChange} />
      </div>
    </>
  );
}

/** "10 h, jusqu’au mer. 6 mai" */
function summaryOf(when: When, minutes: number): string {
  const isOvernight = when.until === undefined && lastDayOf(when) !== when.date;
  if (!isOvernight) return durationName(minutes);
  const day = dayName(Temporal.PlainDate.from(lastDayOf(when)));
  return `${durationName(minutes)}, ${text.when.until({ day })}`;
}

function DaysButton({ when, onChange }: Pick<Props, "when" | "onChange">) {
  if (when.until !== undefined)
    return (
      <Button isQuiet onPress={() => onChange({ ...when, until: undefined })}>
        {text.when.oneDay}
      </Button>
    );
  const add = () => onChange({ ...when, until: lastDayOf(when) });
  return (
    <Button isQuiet onPress={add}>
      {text.when.severalDays}
    </Button>
  );
}

/** What is wrong, once for each field. */
function Sentences({ when, faults }: { when: When; faults: Faults }) {
  const sentences = (["date", "start", "end", "until"] as const).flatMap((name) => {
    const fault = faults[name];
    return fault === undefined ? [] : [[name, sentenceOf(name, fault, when)] as const];
  });
  return sentences.map(([name, sentence]) => (
    <p key={name} className={field.error} role="alert">
      {sentence}
    </p>
  ));
}

function sentenceOf(name: keyof Faults, fault: Fault, when: When): string {
  if (fault.fault === "unreadable")
    return name === "date" || name === "until" ? text.when.unreadableDate : text.when.unreadable;
  if (fault.fault === "order") return text.when.order;
  const at = clockWords(name === "start" ? when.start : when.end);
  return fault.fault === "skipped"
    ? text.when.skipped({ at, from: clockWords(fault.from), to: clockWords(fault.to) })
    : text.when.repeated({ at });
}

/** Asks which of two times is meant, where the clocks go back. */
function Occurrences({
  when,
  faults,
  onChange,
}: Pick<Props, "when" | "onChange"> & { faults: Faults }) {
  const asked = [
    { key: "startIs", name: text.fields.start, is: when.startIs, fault: faults.start },
    { key: "endIs", name: text.fields.end, is: when.endIs, fault: faults.end },
  ] as const;
  return asked
    .filter(({ is, fault }) => is !== undefined || fault?.fault === "repeated")
    .map(({ key, name, is }) => (
      <Choice
        key={key}
        label={`${text.about({ what: name })} ${text.when.which}`}
        value={is}
        options={[
          { value: "first", label: text.when.first },
          { value: "second", label: text.when.second },
        ]}
        onChange={(which) => onChange({ ...when, [key]: which })}
      />
    ));
}

/** What is not finished is no mistake while somebody types. */
function toSay(faults: Faults, isFinished: boolean): Faults {
  const said = Object.entries(faults).filter(
    ([, { fault }]) => isFinished || fault === "skipped" || fault === "repeated",
  );
  return Object.fromEntries(said);
}

function clockWords(clock: string): string {
  return clockName(Temporal.PlainTime.from(clock));
}
