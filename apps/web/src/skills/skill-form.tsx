import { type Skill, useSkillChanges } from "../data/skills.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Field } from "../ui/field.tsx";
import { Form, fieldOf, optionalFieldOf } from "../ui/form.tsx";
import form from "../ui/form.module.css";
import { Select } from "../ui/select.tsx";
import { text as shared } from "../ui/text.ts";
import { text } from "./text.ts";

const families = Object.entries(text.families).map(([value, label]) => ({ value, label }));

interface Props {
  /** Undefined for a new one. */
  skill: Skill | undefined;
  onDone: () => void;
}

/** A skill, to be created or changed. Its code stays as it is. */
export function SkillForm({ skill, onDone }: Props) {
  const { create, update, remove } = useSkillChanges();

  function save(fields: FormData): void {
    const given = {
      label: fieldOf(fields, "label"),
      family: familyOf(fields),
      rome_code: optionalFieldOf(fields, "rome_code"),
      expires: fields.has("expires"),
    };
    if (skill === undefined)
      create.mutate({ code: fieldOf(fields, "code"), ...given }, { onSuccess: onDone });
    else
      update.mutate(
        { code: skill.code, expected_version: skill.version, ...given },
        { onSuccess: onDone },
      );
  }

  const saving = skill === undefined ? create : update;
  return (
    <Form onSubmit={save} error={saving.error ?? remove.error}>
      {skill === undefined && <Field label={text.code} name="code" isRequired />}
      <Field label={text.label} name="label" defaultValue={skill?.label ?? ""} isRequired />
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
      <div className={form.actions}>
        <Button type="submit" isDisabled={saving.isPending}>
          {skill === undefined ? shared.form.create : shared.form.save}
        </Button>
        {skill !== undefined && (
          <Button
            isDisabled={remove.isPending}
            onPress={() =>
              remove.mutate(
                { code: skill.code, expected_version: skill.version },
                { onSuccess: onDone },
              )
            }
          >
            {shared.form.remove}
          </Button>
        )}
      </div>
    </Form>
  );
}

function familyOf(fields: FormData): Skill["family"] {
  const family = fieldOf(fields, "family");
  return isFamily(family) ? family : "autre";
}

function isFamily(family: string): family is Skill["family"] {
  return family in text.families;
}
