import { useCreatePerson } from "../data/people.ts";
import { Field } from "../ui/field.tsx";
import { fieldOf, Form, FormActions } from "../ui/form.tsx";
import { text } from "./text.ts";

/** A person, to be created by name. All else is on their page. */
export function NewPerson({ onCreated }: { onCreated: (id: string) => void }) {
  const create = useCreatePerson();
  return (
    <Form
      error={create.error}
      onSubmit={(fields) =>
        create.mutate({ name: fieldOf(fields, "name") }, { onSuccess: ({ id }) => onCreated(id) })
      }
    >
      <Field label={text.name} name="name" isRequired autoFocus />
      <FormActions isNew isBusy={create.isPending} />
    </Form>
  );
}
