import type { Mission } from "@coulisses/client";
import type { KeyboardEvent } from "react";
import { TextArea, TextField } from "react-aria-components";
import { useChoices } from "../../../data/choices.ts";
import { ComboBox } from "../../../ui/combo-box.tsx";
import field from "../../../ui/field.module.css";
import { Select } from "../../../ui/select.tsx";
import { Fault } from "./fault.tsx";
import { kinds } from "./kinds.ts";
import styles from "./panel.module.css";
import { text } from "./text.ts";
import { useEdit } from "./use-edit.ts";

interface Props {
  mission: Mission;
  isReadOnly: boolean;
}

/** The venue, the production and the kind of a mission. Each is saved once it is chosen. */
export function MissionFields(props: Props) {
  return (
    <div className={`${styles.fields} ${styles.inPlace}`}>
      <Venue {...props} />
      <Project {...props} />
      <Kind {...props} />
    </div>
  );
}

function Venue({ mission, isReadOnly }: Props) {
  const { venue: options } = useChoices();
  const edit = useEdit(mission, mission.venue_id, (venue_id) => ({ venue_id }));
  const present = { value: mission.venue_id, label: mission.venue.name };
  return (
    <>
      <ComboBox
        opensOnFocus={false}
        label={text.fields.venue}
        options={withPresent(options, present)}
        value={edit.value}
        isReadOnly={isReadOnly}
        onChange={(venue_id) => venue_id !== undefined && edit.save(venue_id)}
      />
      <Fault edit={edit} paths={["venue_id", "starts_at", "ends_at", "breaks"]} />
    </>
  );
}

function Project({ mission, isReadOnly }: Props) {
  const { production: options } = useChoices();
  const edit = useEdit(mission, mission.project_id, (project_id) => ({ project_id }));
  const { project } = mission;
  const present = project === null ? [] : [{ value: project.id, label: project.title }];
  return (
    <div onBlur={() => edit.isDirty && edit.save()}>
      <ComboBox
        opensOnFocus={false}
        label={text.fields.project}
        options={withPresent(options, ...present)}
        value={edit.value ?? undefined}
        placeholder={text.fields.noProject}
        isReadOnly={isReadOnly}
        // An emptied field may be about to be filled in: it is saved once it loses the focus.
        onChange={(id) => (id === undefined ? edit.change(null) : edit.save(id))}
      />
      <Fault edit={edit} paths={["project_id"]} />
    </div>
  );
}

function Kind({ mission, isReadOnly }: Props) {
  const edit = useEdit(mission, mission.kind, (kind) => ({ kind }));
  return (
    <>
      <Select
        label={text.fields.kind}
        options={kinds}
        value={edit.value}
        isDisabled={isReadOnly}
        onChange={(key) => {
          const kind = kinds.find(({ value }) => value === key)?.value;
          if (kind !== undefined) edit.save(kind);
        }}
      />
      <Fault edit={edit} paths={["kind"]} />
    </>
  );
}

/** The title of a mission, as the heading of the panel. */
export function MissionTitle({ mission, isReadOnly }: Props) {
  const edit = useEdit(mission, mission.title, (title) => ({ title: title.trim() }));
  return (
    <div className={`${styles.title} ${styles.inPlace}`}>
      <h2 className="visually-hidden">{mission.title}</h2>
      <TextField
        aria-label={text.fields.title}
        value={edit.value}
        isReadOnly={isReadOnly}
        isInvalid={edit.error !== null}
        onChange={(title) => edit.change(title.replaceAll("\n", " "))}
        onBlur={() => edit.isDirty && edit.save()}
      >
        <TextArea
          className={`${field.input} ${styles.heading}`}
          rows={1}
          dir="auto"
          data-cancelled={mission.status === "cancelled" || undefined}
          onKeyDown={(event) => onKeyOf(event, edit)}
        />
      </TextField>
      <Fault edit={edit} paths={["title"]} />
    </div>
  );
}

/** What else is to be known of a mission. */
export function MissionNotes({ mission, isReadOnly }: Props) {
  const edit = useEdit(mission, mission.notes ?? "", (notes) => ({ notes: notes.trim() || null }));
  if (isReadOnly && edit.value === "") return null;
  return (
    <TextField
      className={`${field.field} ${styles.inPlace}`}
      aria-label={text.fields.notes}
      value={edit.value}
      isReadOnly={isReadOnly}
      isInvalid={edit.error !== null}
      onChange={edit.change}
      onBlur={() => edit.isDirty && edit.save()}
    >
      <TextArea
        className={`${field.input} ${styles.notes}`}
        rows={1}
        dir="auto"
        placeholder={text.fields.addNotes}
        onKeyDown={(event) => event.key === "Escape" && revert(event, edit)}
      />
      <Fault edit={edit} paths={["notes"]} />
    </TextField>
  );
}

interface Edit {
  isDirty: boolean;
  save: () => void;
  revert: () => void;
}

/** Enter saves, Escape leaves it as it was. */
function onKeyOf(event: KeyboardEvent, edit: Edit): void {
  if (event.key === "Enter") {
    event.preventDefault();
    if (edit.isDirty) edit.save();
  }
  if (event.key === "Escape") revert(event, edit);
}

function revert(event: KeyboardEvent, edit: Edit): void {
  if (!edit.isDirty) return;
  event.stopPropagation();
  edit.revert();
}

type Option = { value: string; label: string };

/** The present value is named also before all others are loaded. */
function withPresent(options: readonly Option[], ...present: Option[]): readonly Option[] {
  const missing = present.filter(({ value }) => options.every((option) => option.value !== value));
  return [...missing, ...options];
}
