import { type Production, useProductionChanges } from "../data/productions.ts";
import { useMayPlan } from "../frame/reader.ts";
import { Field } from "../ui/field.tsx";
import { fieldOf, Form, FormActions, optionalFieldOf } from "../ui/form.tsx";
import { useOpened } from "../ui/opened.ts";
import { keyIn, optionsOf } from "../ui/options.ts";
import { Select } from "../ui/select.tsx";
import { Swatches } from "../ui/swatches.tsx";
import { colours } from "./colours.ts";
import { text } from "./text.ts";

const ofOrganisation = "organisation";
const statuses = optionsOf(text.statuses);
const settings = optionsOf(text.settings);
const conventions = [
  { value: ofOrganisation, label: text.ofOrganisation },
  ...optionsOf(text.conventions),
];

interface Props {
  /** Undefined for a new one. */
  production: Production | undefined;
  onDone: () => void;
}

/** A production, to be created or changed: as it was when the form was opened. */
export function ProductionForm({ production: now, onDone }: Props) {
  const mayPlan = useMayPlan();
  const { create, update, remove } = useProductionChanges();
  const { opened: production, version, choice } = useOpened(now, update);

  function save(fields: FormData): void {
    const given = givenIn(fields);
    if (production === undefined) create.mutate(given, { onSuccess: onDone });
    else
      update.mutate(
        { project_id: production.id, expected_version: version, ...given },
        { onSuccess: onDone },
      );
  }

  const saving = production === undefined ? create : update;
  return (
    <Form
      key={production?.version}
      onSubmit={save}
      error={saving.error ?? remove.error}
      isReadOnly={!mayPlan}
      choice={choice}
    >
      <Fields production={production} />
      <FormActions
        isNew={production === undefined}
        isBusy={saving.isPending || remove.isPending}
        question={text.remove({ title: production?.title ?? "" })}
        onRemove={() =>
          production !== undefined &&
          remove.mutate(
            { project_id: production.id, expected_version: production.version },
            { onSuccess: onDone },
          )
        }
      />
    </Form>
  );
}

function Fields({ production }: { production: Production | undefined }) {
  const colour = production?.colour ?? "";
  return (
    <>
      <Field label={text.name} name="title" defaultValue={production?.title ?? ""} isRequired />
      <Select
        label={text.status}
        name="status"
        options={statuses}
        defaultValue={production?.status ?? "active"}
      />
      <Field
        label={text.starts}
        name="starts_on"
        type="date"
        defaultValue={production?.starts_on ?? ""}
      />
      <Field
        label={text.ends}
        name="ends_on"
        type="date"
        defaultValue={production?.ends_on ?? ""}
      />
      <Field
        label={text.firstPerformance}
        name="first_performance_on"
        type="date"
        description={text.firstPerformanceHelp}
        defaultValue={production?.first_performance_on ?? ""}
      />
      <Select
        label={text.setting}
        name="setting"
        options={settings}
        defaultValue={production?.setting ?? "house"}
      />
      <Select
        label={text.convention}
        name="convention"
        options={conventions}
        defaultValue={production?.convention ?? ofOrganisation}
      />
      <Swatches
        label={text.colour}
        name="colour"
        defaultValue={colour}
        options={coloursWith(colour)}
      />
    </>
  );
}

function givenIn(fields: FormData) {
  const convention = fieldOf(fields, "convention");
  return {
    title: fieldOf(fields, "title"),
    status: keyIn(text.statuses, fieldOf(fields, "status")) ?? "active",
    starts_on: optionalFieldOf(fields, "starts_on"),
    ends_on: optionalFieldOf(fields, "ends_on"),
    first_performance_on: optionalFieldOf(fields, "first_performance_on"),
    setting: keyIn(text.settings, fieldOf(fields, "setting")) ?? "house",
    convention: keyIn(text.conventions, convention) ?? null,
    colour: optionalFieldOf(fields, "colour"),
  };
}

/** The colours to choose from, and one of its own that a production has. */
function coloursWith(own: string) {
  const known: { value: string; label: string }[] = [
    { value: "", label: text.withoutColour },
    ...Object.entries(colours).map(([name, value]) => ({
      value,
      label: text.colours[keyIn(text.colours, name) ?? "rose"],
    })),
  ];
  return known.some(({ value }) => value === own)
    ? known
    : [...known, { value: own, label: text.ownColour }];
}
