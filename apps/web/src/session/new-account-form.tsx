import { useMailedLink, useSignInWays } from "../data/session.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Form, fieldOf } from "../ui/form.tsx";
import styles from "./door.module.css";
import { Providers } from "./sign-in-form.tsx";
import { text } from "./text.ts";

/**
 * Makes an account for an invited person, by a mailed link. Nobody chooses a password before they have proven
 * that the address is theirs.
 */
export function NewAccountForm({ onSent }: { onSent: (email: string) => void }) {
  const ways = useSignInWays();
  const link = useMailedLink();

  function submit(fields: FormData): void {
    const [email, name] = [fieldOf(fields, "email"), fieldOf(fields, "name")];
    const kind = fieldOf(fields, "way") === "link" ? "sign_in" : "choose_password";
    link.mutate({ kind, email, name }, { onSuccess: () => onSent(email) });
  }

  return (
    <>
      <Form onSubmit={submit} error={link.error}>
        <Field label={text.invitation.name} name="name" autoComplete="name" isRequired />
        <Field label={text.email} name="email" type="email" autoComplete="username" isRequired />
        <Button type="submit" isPrimary isDisabled={link.isPending}>
          {text.invitation.choose}
        </Button>
        <Button type="submit" name="way" value="link" isDisabled={link.isPending}>
          {text.invitation.withoutPassword}
        </Button>
        <p className={styles.note}>{text.invitation.byLink}</p>
      </Form>
      <Providers providers={ways.data?.providers ?? []} />
    </>
  );
}
