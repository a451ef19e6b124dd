import { useState } from "react";
import { parseMinutes, writeMinutes } from "../data/durations.ts";
import { type OutsideWork, useOutsideWorkChanges } from "../data/outside-work.ts";
import { useReader } from "../frame/reader.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { fieldOf, Form, optionalFieldOf } from "../ui/form.tsx";
import { keyIn, optionsOf } from "../ui/options.ts";
import { Select } from "../ui/select.tsx";
import { text as shared } from "../ui/text.ts";
import part from "./people.module.css";
import { text } from "./text.ts";

const categories = optionsOf(text.outside.categories);
// The keys of digits come first in an object.
const annexes = optionsOf(text.outside.annexes).toReversed();

const byTheHour = "hours";
const cachets = [
  { value: byTheHour, label: text.outside.byTheHour },
  ...Array.from({ length: 31 }, (_, i) => ({ value: String(i + 1), label: String(i + 1) })),
];

interface Props {
  artist_id: string;
  /** Undefined for new work. */
  work: OutsideWork | undefined;
  onDone: () => void;
}

/** Work for another employer, to be added, changed or deleted: as it was when the form was opened. */
export function OutsideWorkForm({ artist_id, work: now, onDone }: Props) {
  const { create, update, remove } = useOutsideWorkChanges();
  const [work] = useState(now);
  const [isUnread, setUnread] = useState(false);
  const shown = useShown(work);

  function save(fields: FormData): void {
    const worked = fieldOf(fields, "worked_minutes");
    const worked_minutes = worked === "" ? null : parseMinutes(worked);
    setUnread(worked_minutes === undefined);
    if (worked_minutes === undefined) return;
    const given = { artist_id, worked_minutes, ...declaredIn(fields) };
    const [starts_at, ends_at] = [fieldOf(fields, "starts_at"), fieldOf(fields, "ends_at")];
    if (work === undefined) create.mutate({ ...given, starts_at, ends_at }, { onSuccess: onDone });
    else
      update.mutate(
        {
          ...given,
          outside_work_id: work.id,
          expected_version: work.version,
          // Where clocks are set back, what is shown is no single instant: times that stay are not sent.
          ...(starts_at !== shown.starts_at && { starts_at }),
          ...(ends_at !== shown.ends_at && { ends_at }),
        },
        { onSuccess: onDone },
      );
  }

  const saving = work === undefined ? create : update;
  return (
    <Form onSubmit={save} error={saving.error ?? remove.error}>
      <Fields shown={shown} isUnread={isUnread} onEdit={() => setUnread(false)} />
      <div className={part.buttons}>
        <Button type="submit" isPrimary isDisabled={saving.isPending}>
          {work === undefined ? shared.form.create : shared.form.save}
        </Button>
        {work !== undefined && (
          <Button
            isDisabled={remove.isPending}
            onPress={() =>
              remove.mutate(
                { artist_id, outside_work_id: work.id, expected_version: work.version },
                { onSuccess: onDone },
              )
            }
          >
            {shared.form.remove}
          </Button>
        )}
        <Button onPress={onDone}>{text.outside.cancel}</Button>
      </div>
    </Form>
  );
}

interface FieldsProps {
  shown: ReturnType<typeof useShown>;
  isUnread: boolean;
  onEdit: () => void;
}

function Fields({ shown, isUnread, onEdit }: FieldsProps) {
  return (
    <>
      <div className={part.pair}>
        <Field
          label={text.outside.starts}
          name="starts_at"
          type="datetime-local"
          defaultValue={shown.starts_at}
          isRequired
        />
        <Field
          label={text.outside.ends}
          name="ends_at"
          type="datetime-local"
          defaultValue={shown.ends_at}
          isRequired
        />
        <Field label={text.outside.employer} name="employer" defaultValue={shown.employer} />
        <Field
          label={text.outside.worked}
          name="worked_minutes"
          description={isUnread ? text.outside.unread : text.outside.workedHelp}
          defaultValue={shown.worked}
          onChange={onEdit}
          {...(isUnread && { isInvalid: true })}
        />
      </div>
      <DeclaredFields shown={shown} />
      <Field label={text.outside.notes} name="notes" defaultValue={shown.notes} />
    </>
  );
}

/** What counters need to know. */
function DeclaredFields({ shown }: Pick<FieldsProps, "shown">) {
  return (
    <div className={part.pair}>
      <Field
        label={text.outside.siret}
        name="siret"
        description={text.outside.siretHelp}
        defaultValue={shown.siret}
      />
      <Select
        label={text.outside.category}
        name="category"
        options={categories}
        defaultValue={shown.category}
      />
      <Select
        label={text.outside.annexe}
        name="annexe"
        options={annexes}
        defaultValue={shown.annexe}
      />
      <Select
        label={text.outside.cachets}
        name="cachets"
        options={cachets}
        defaultValue={shown.cachets}
      />
    </div>
  );
}

function declaredIn(fields: FormData) {
  const annexe = fieldOf(fields, "annexe");
  const paid = fieldOf(fields, "cachets");
  return {
    employer: optionalFieldOf(fields, "employer"),
    // People write it in groups of three.
    siret: optionalFieldOf(fields, "siret")?.replaceAll(/\s/g, "") ?? null,
    category: keyIn(text.outside.categories, fieldOf(fields, "category")) ?? "work",
    annexe: annexe === "8" ? (8 as const) : annexe === "10" ? (10 as const) : null,
    cachets: paid === byTheHour ? null : Number(paid),
    notes: optionalFieldOf(fields, "notes"),
  };
}

/** What the fields show at first: times on the clocks of the organisation. */
function useShown(work: OutsideWork | undefined) {
  const { organisation } = useReader();
  const clock = (instant: string | undefined) =>
    instant === undefined
      ? ""
      : Temporal.Instant.from(instant)
          .toZonedDateTimeISO(organisation.time_zone)
          .toPlainDateTime()
          .toString({ smallestUnit: "minute" });
  return {
    starts_at: clock(work?.starts_at),
    ends_at: clock(work?.ends_at),
    employer: work?.employer ?? "",
    worked: work?.worked_minutes ? writeMinutes(work.worked_minutes) : "",
    siret: work?.siret ?? "",
    category: work?.category ?? "work",
    annexe: work?.annexe ? String(work.annexe) : "person",
    cachets: work?.cachets ? String(work.cachets) : byTheHour,
    notes: work?.notes ?? "",
  };
}
