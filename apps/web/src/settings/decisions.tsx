import type { LabourSettings } from "@coulisses/client";
import { useState } from "react";
import { parseMinutes } from "../data/durations.ts";
import { period } from "../data/times.ts";
import { useSaveWorkingTime } from "../data/working-time.ts";
import { useReader } from "../frame/reader.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Form, fieldOf } from "../ui/form.tsx";
import { shownAs } from "./figures.ts";
import styles from "./settings.module.css";
import { text } from "./text.ts";

type Decision = LabourSettings["decisions"][number];

const { decisions: words } = text.workingTime;

/** The decisions of the authority that lift the week of 48 h, and a form to put one on record. */
export function Decisions({ settings: { decisions, version } }: { settings: LabourSettings }) {
  const { role } = useReader();
  const save = useSaveWorkingTime();
  const [isUnread, setUnread] = useState(false);
  const send = (all: Decision[]) => save.mutate({ decisions: all, expected_version: version });

  function add(fields: FormData): void {
    const decision = decisionIn(fields);
    setUnread(decision === undefined);
    if (decision !== undefined) send([...decisions, decision]);
  }

  return (
    <section className={styles.stack} aria-label={words.title}>
      <h3>{words.title}</h3>
      <p className={styles.note}>{words.note}</p>
      <ul>
        {decisions.map((decision) => (
          <li key={`${decision.number} ${decision.from}`}>
            {lineOf(decision)}{" "}
            {role === "admin" && (
              <Button
                aria-label={words.removeOne({ number: decision.number })}
                isDisabled={save.isPending}
                onPress={() => send(decisions.filter((one) => one !== decision))}
              >
                {words.remove}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {role === "admin" && (
        <Form onSubmit={add} error={save.error}>
          <Field label={words.number} name="number" isRequired />
          <Field label={words.decided} name="decided_on" type="date" isRequired />
          <Field label={words.from} name="from" type="date" isRequired />
          <Field label={words.until} name="until" type="date" isRequired />
          <Field
            label={words.maximum}
            name="maximum"
            description={isUnread ? words.unread : words.maximumHelp}
            isInvalid={isUnread}
            isRequired
          />
          <Button type="submit" isDisabled={save.isPending}>
            {words.add}
          </Button>
        </Form>
      )}
    </section>
  );
}

function lineOf({ number, from, until, maximum }: Decision): string {
  const [first, last] = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(until)];
  return `${number}\u00A0: ${period(first, last)}, ${shownAs(maximum, "minutes")}`;
}

/** The decision that was typed; undefined if its hours cannot be read. */
function decisionIn(fields: FormData): Decision | undefined {
  const typed = fieldOf(fields, "maximum");
  // A number alone is hours here, as in the decision.
  const maximum = parseMinutes(/^\d+$/.test(typed) ? `${typed} h` : typed);
  if (maximum === undefined) return undefined;
  return {
    number: fieldOf(fields, "number"),
    decided_on: fieldOf(fields, "decided_on"),
    from: fieldOf(fields, "from"),
    until: fieldOf(fields, "until"),
    maximum,
  };
}
