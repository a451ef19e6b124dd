import { type FormEvent, useState } from "react";
import { useMailedLink, usePassword } from "../data/session.ts";
import { text } from "./text.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Refusal } from "../ui/refusal.tsx";
import styles from "./sign-in.module.css";

/** Asks who somebody is: by their password, or by a link that is mailed to them. */
export function SignIn() {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const withPassword = usePassword();
  const link = useMailedLink();
  const error = withPassword.error ?? link.error;

  function submit(event: FormEvent): void {
    event.preventDefault();
    withPassword.mutate({ email, password });
  }

  return (
    <main className={styles.screen}>
      <form className={styles.form} onSubmit={submit}>
        <h1>{text.title}</h1>
        <Field
          label={text.email}
          type="email"
          autoComplete="email"
          value={email}
          onChange={setEmail}
        />
        <Field
          label={text.password}
          type="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <Button type="submit" isDisabled={withPassword.isPending}>
          {text.submit}
        </Button>
        <Button isDisabled={link.isPending || email === ""} onPress={() => link.mutate({ email })}>
          {text.link}
        </Button>
        <p role="status">{link.isSuccess && text.sent}</p>
        {error !== null && <Refusal error={error} />}
      </form>
    </main>
  );
}
