import { useState } from "react";
import type { Venue } from "../data/venues.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { fieldOf, useIsReadOnly } from "../ui/form.tsx";
import styles from "./contacts.module.css";
import { text } from "./text.ts";

type Contact = Venue["contacts"][number];

const kinds = ["name", "role", "email", "phone"] as const;

/** The people to contact at a venue, as fields of its form. */
export function Contacts({ contacts }: { contacts: readonly Contact[] }) {
  const isReadOnly = useIsReadOnly();
  const [rows, setRows] = useState(() => contacts.map((contact, key) => ({ key, contact })));
  const [next, setNext] = useState(contacts.length);
  return (
    <section className={styles.contacts} aria-label={text.contacts}>
      <h3 className={styles.head}>{text.contacts}</h3>
      {rows.map(({ key, contact }, index) => (
        <fieldset key={key} className={styles.contact} aria-label={contact.name}>
          {kinds.map((kind) => (
            <Field
              key={kind}
              label={text.contact[kind]}
              name={`contacts.${index}.${kind}`}
              defaultValue={contact[kind] ?? ""}
              isRequired={kind === "name"}
            />
          ))}
          {!isReadOnly && (
            <Button
              aria-label={text.contact.remove(contact)}
              onPress={() => setRows(rows.filter((row) => row.key !== key))}
            >
              ×
            </Button>
          )}
        </fieldset>
      ))}
      {!isReadOnly && (
        <Button
          onPress={() => {
            setRows([...rows, { key: next, contact: { name: "" } }]);
            setNext(next + 1);
          }}
        >
          {text.contact.add}
        </Button>
      )}
    </section>
  );
}

/** The contacts that a form holds. */
export function contactsOf(fields: FormData): Contact[] {
  const contacts: Contact[] = [];
  for (let index = 0; fields.has(`contacts.${index}.name`); index += 1) {
    const [name = "", role, email, phone] = kinds.map((kind) =>
      fieldOf(fields, `contacts.${index}.${kind}`),
    );
    contacts.push({
      name,
      ...(role && { role }),
      ...(email && { email }),
      ...(phone && { phone }),
    });
  }
  return contacts;
}
