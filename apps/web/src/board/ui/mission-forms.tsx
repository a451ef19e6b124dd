import type { ReactNode } from "react";
import { useChoices } from "../../data/choices.ts";
import { type Mission, useConfirmAll, useOptions } from "../../data/plan.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { fieldOf, Form } from "../../ui/form.tsx";
import { Select } from "../../ui/select.tsx";
import { shiftBetween } from "../model/drag-times.ts";
import { asIs } from "../model/menu-commands.ts";
import { readWallTime, wallTimeOf } from "../model/wall-times.ts";
import { text } from "../text.ts";
import styles from "./mission-action.module.css";
import { useCommands } from "./use-commands.ts";

interface Props {
  mission: Mission;
  onDone: () => void;
}

/** Another day, time or venue; the mission stays as long as it is. */
export function MoveForm({ mission, onDone }: Props) {
  const { change } = useCommands();
  const venues = useChoices().venue;
  const { start, end } = asIs(mission).from;

  function save(fields: FormData): void {
    const to = readTime(fields, "start", mission);
    if (to !== undefined) {
      const venue_id = fieldOf(fields, "venue") || mission.venue_id;
      change(mission, { start: to, end: to + end - start, venue_id });
      onDone();
    }
  }

  return (
    <ActionForm action={text.forms.move} onSubmit={save}>
      <TimeFields name="start" instant={mission.starts_at} mission={mission} />
      {venues.length > 0 && (
        <Select
          label={text.filters.venue}
          name="venue"
          options={venues}
          defaultValue={mission.venue_id}
        />
      )}
    </ActionForm>
  );
}

/** Another start and end. */
export function ResizeForm({ mission, onDone }: Props) {
  const { change } = useCommands();

  function save(fields: FormData): void {
    const [start, end] = [readTime(fields, "start", mission), readTime(fields, "end", mission)];
    if (start === undefined || end === undefined) return;
    change(mission, { start, end });
    onDone();
  }

  return (
    <ActionForm action={text.forms.change} onSubmit={save}>
      <TimeFields name="start" instant={mission.starts_at} mission={mission} />
      <TimeFields name="end" instant={mission.ends_at} mission={mission} />
    </ActionForm>
  );
}

/** Where the copy begins: the next day at the same time, unless said otherwise. */
export function CopyForm({ mission, onDone }: Props) {
  const { copy } = useCommands();
  const { start } = asIs(mission).from;
  const tomorrow = Temporal.Instant.from(mission.starts_at)
    .toZonedDateTimeISO(mission.time_zone)
    .add({ days: 1 });

  function save(fields: FormData): void {
    const to = readTime(fields, "start", mission);
    if (to === undefined) return;
    const { days, rest } = shiftBetween(start, to, mission.time_zone);
    copy([mission], { days, minutes: rest / 60_000 });
    onDone();
  }

  return (
    <ActionForm action={text.forms.copy} onSubmit={save}>
      <TimeFields name="start" instant={tomorrow.toInstant().toString()} mission={mission} />
    </ActionForm>
  );
}

/** Who is on option, to be confirmed together. */
export function ConfirmForm({ mission, onDone }: Props) {
  const options = useOptions(mission.id);
  const confirm = useConfirmAll();
  return (
    <Form
      error={confirm.error}
      onSubmit={() => confirm.mutate({ engagements: options.asked }, { onSuccess: onDone })}
    >
      <ul className={styles.names}>
        {options.names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      <Button type="submit" isDisabled={confirm.isPending || options.names.length === 0}>
        {text.forms.confirm}
      </Button>
    </Form>
  );
}

/** Asks before a mission is cancelled: everybody on it is taken off. */
export function CancelForm({ mission, onDone }: Props) {
  const { cancel } = useCommands();
  return (
    <ActionForm
      action={text.forms.cancel}
      onSubmit={() => {
        cancel([mission]);
        onDone();
      }}
    >
      <p>{text.forms.cancelled({ title: mission.title, ...mission.coverage })}</p>
    </ActionForm>
  );
}

interface ActionFormProps {
  /** What the button says. */
  action: string;
  onSubmit: (fields: FormData) => void;
  children: ReactNode;
}

/** What it asks is carried out at once, and what the server refuses is said on the board. */
function ActionForm({ action, onSubmit, children }: ActionFormProps) {
  return (
    <Form error={null} onSubmit={onSubmit}>
      {children}
      <Button type="submit" autoFocus>
        {action}
      </Button>
    </Form>
  );
}

interface TimeProps {
  name: "start" | "end";
  instant: string;
  mission: Mission;
}

/** A date and a time, on the clock of the venue. */
function TimeFields({ name, instant, mission }: TimeProps) {
  const { date, time } = wallTimeOf(instant, mission.time_zone);
  return (
    <div className={styles.pair}>
      <Field
        label={text.forms[name]}
        name={`${name} date`}
        type="date"
        defaultValue={date}
        isRequired
      />
      <Field
        label={text.forms.time}
        name={`${name} time`}
        type="time"
        defaultValue={time}
        isRequired
      />
    </div>
  );
}

function readTime(fields: FormData, name: "start" | "end", { time_zone }: Mission) {
  const [date, time] = [fieldOf(fields, `${name} date`), fieldOf(fields, `${name} time`)];
  return readWallTime({ date, time }, time_zone);
}
