import { type Skill, useSkillChanges } from "../data/skills.ts";
import { useMayPlan } from "../frame/reader.ts";
import { Checkbox } from "../ui/checkbox.tsx";
import { Field } from "../ui/field.tsx";
import { Form, FormActions, fieldOf, optionalFieldOf } from "../ui/form.tsx";
import { keyIn, optionsOf } from "../ui/options.ts";
import { useOpened } from "../ui/opened.ts";
import { Select } from "../ui/select.tsx";
import { text } from "./text.ts";

const families = optionsOf(text.families);

interface Props {
  /** Undefined for a new one. */
  skill: Skill | undefined;
  onDone: () => void;
}

/** A skill, to be created or changed: as it was when the form was opened. Its code stays as it is. */
export function SkillForm({ skill: now, onDone }: Props) {
  const mayPlan = useMayPlan();
  const { create, update, remove } = useSkillChanges();
  const { opened: skill, version, choice } = useOpened(now, update);

  function save(fields: FormData): void {
    const given = {
      label: fieldOf(fields, "label"),
      family: keyIn(text.families, fieldOf(fields, "family")) ?? "autre",
      rome_code: optionalFieldOf(fields, "rome_code"),
      expires: fields.has("expires"),
    };
    if (skill === undefined)
      create.mutate({ code: fieldOf(fields, "code"), ...given }, { onSuccess: onDone });
    else
      update.mutate(
        { code: skill.code, expected_version: version, ...given },
        { onSuccess: onDone },
      );
  }

  const saving = skill === undefined ? create : update;
  return (
    <Form
      key={skill?.version}
      onSubmit={save}
      error={saving.error ?? remove.error}
      isReadOnly={!mayPlan}
      choice={choice}
    >
      <Field label={text.label} name="label" defaultValue={skill?.label ?? ""} isRequired />
      {skill === undefined && (
        <Field label={text.code} name="code" description={text.codeHelp} isRequired />
      )}
      <Select
        label={text.family}
        name="family"
        options={families}
        defaultValue={skill?.family ?? "autre"}
      />
      <Field label={text.rome} name="rome_code" defaultValue={skill?.rome_code ?? ""} />
      <Checkbox
        label={text.expires}
        name="expires"
        value="yes"
        defaultSelected={skill?.expires ?? false}
      />
      <FormActions
        isNew={skill === undefined}
        isBusy={saving.isPending || remove.isPending}
        question={text.remove({ label: skill?.label ?? "" })}
        onRemove={() =>
          skill !== undefined &&
          remove.mutate(
            { code: skill.code, expected_version: skill.version },
            { onSuccess: onDone },
          )
        }
      />
    </Form>
  );
}
