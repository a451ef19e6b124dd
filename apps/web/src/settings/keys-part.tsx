import type { CreatedKey } from "@coulisses/client";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { type Key, useKeyChanges, useKeys } from "../data/keys.ts";
import { dateAndTime, dateOfInstant } from "../data/times.ts";
import { useReader } from "../frame/reader.ts";
import { Aside } from "../ui/aside.tsx";
import { AskingButton } from "../ui/asking-button.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Form, fieldOf } from "../ui/form.tsx";
import { ListWithAside } from "../ui/list-with-aside.tsx";
import { Refusal } from "../ui/refusal.tsx";
import { Table, type TableColumn } from "../ui/table.tsx";
import { CopyButton } from "./copy-button.tsx";
import { RoleFields, useAssignment } from "./role-fields.tsx";
import { text as shared } from "../ui/text.ts";
import styles from "./settings.module.css";
import { Tools } from "./tools.tsx";
import { roles, text } from "./text.ts";

const columns: TableColumn<Key>[] = [
  { id: "name", label: text.keys.name, cell: ({ name }) => name },
  { id: "role", label: text.role, cell: ({ role }) => roles.names[role] },
  { id: "start", isMinor: true, label: text.keys.start, cell: ({ start }) => `${start}…` },
  {
    id: "used",
    isMinor: true,
    label: text.keys.used,
    cell: ({ last_used_at: at }) => (at === null ? text.never : dateAndTime(at)),
  },
  { id: "expires", label: text.keys.expires, cell: expiryOf },
];

function expiryOf({ expires_at: at }: Key): string {
  return at === null ? text.never : dateOfInstant(at);
}

/** The keys by which programs call the API. */
export function KeysPart() {
  const { selected } = useSearch({ from: "/screens/settings/$part" });
  const navigate = useNavigate({ from: "/settings/$part" });
  const keys = useKeys();
  const key = keys.data?.find(({ id }) => id === selected);
  const show = (id?: string) => void navigate({ search: id === undefined ? {} : { selected: id } });
  return (
    <div className={styles.list}>
      <Tools>
        <Button onPress={() => show("new")}>{text.keys.add}</Button>
      </Tools>
      <ListWithAside
        list={keys}
        aside={
          (key !== undefined || selected === "new") && (
            <Aside title={key?.name ?? text.keys.add} onClose={() => show()}>
              {key === undefined ? (
                <NewKey onDone={show} />
              ) : (
                <KeyDetails apiKey={key} onDone={show} />
              )}
            </Aside>
          )
        }
      >
        <Table
          label={text.parts.keys}
          columns={columns}
          items={keys.data ?? []}
          idOf={({ id }) => id}
          selected={selected}
          onSelect={show}
          empty={text.keys.none}
        />
      </ListWithAside>
    </div>
  );
}

function NewKey({ onDone }: { onDone: () => void }) {
  const { time_zone } = useReader().organisation;
  const { create } = useKeyChanges();
  const [created, setCreated] = useState<CreatedKey>();
  const chosen = useAssignment({ role: "viewer", artist_id: null });

  function submit(fields: FormData): void {
    const given = { name: fieldOf(fields, "name"), ...chosen.assignment };
    const day = fieldOf(fields, "expires_at");
    // It is valid until the end of that day, on the clocks of the organisation.
    const expires_at =
      day === ""
        ? undefined
        : Temporal.PlainDate.from(day)
            .add({ days: 1 })
            .toZonedDateTime(time_zone)
            .toInstant()
            .toString();
    create.mutate(
      { ...given, ...(expires_at !== undefined && { expires_at }) },
      { onSuccess: setCreated },
    );
  }

  if (created !== undefined) return <Secret created={created} onDone={onDone} />;
  return (
    <Form onSubmit={submit} error={create.error}>
      <Field label={text.keys.name} name="name" isRequired />
      <RoleFields chosen={chosen} />
      <Field
        label={text.keys.expires}
        name="expires_at"
        type="date"
        description={text.keys.expiresHint}
      />
      <Button type="submit" isPrimary isDisabled={create.isPending}>
        {shared.form.create}
      </Button>
    </Form>
  );
}

/** A new key, which no later answer holds. */
function Secret({ created, onDone }: { created: CreatedKey; onDone: () => void }) {
  return (
    <div className={styles.stack}>
      <p role="status">{text.keys.once}</p>
      <p className={styles.secret}>{created.key}</p>
      <CopyButton content={created.key} isPrimary />
      <Button onPress={onDone}>{text.keys.done}</Button>
    </div>
  );
}

function KeyDetails({ apiKey, onDone }: { apiKey: Key; onDone: () => void }) {
  const { revoke } = useKeyChanges();
  return (
    <div className={styles.stack}>
      <dl className={styles.facts}>
        <dt>{text.role}</dt>
        <dd>{roles.names[apiKey.role]}</dd>
        <dt>{text.keys.made}</dt>
        <dd>{dateAndTime(apiKey.created_at)}</dd>
        <dt>{text.keys.expires}</dt>
        <dd>{expiryOf(apiKey)}</dd>
      </dl>
      <AskingButton
        question={text.keys.revokeQuestion}
        onConfirm={() => revoke.mutate({ key_id: apiKey.id }, { onSuccess: onDone })}
      >
        {text.keys.revoke}
      </AskingButton>
      {revoke.error !== null && <Refusal error={revoke.error} />}
    </div>
  );
}
