import { Link, Navigate } from "@tanstack/react-router";
import { useState } from "react";
import { useMailedLink, useMe } from "../data/session.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Form, fieldOf } from "../ui/form.tsx";
import { Door } from "./door.tsx";
import styles from "./door.module.css";
import { Sent } from "./sent.tsx";
import { text } from "./text.ts";

/** Has a link mailed to choose a new password. The link leads to a page of the server, which needs no script. */
export function ResetScreen() {
  const link = useMailedLink();
  const [sentTo, setSentTo] = useState<string>();
  const me = useMe();
  // Without sign-in there are no passwords.
  if (me.data?.kind === "open") return <Navigate to="/" replace />;
  if (sentTo !== undefined) return <Sent email={sentTo} onBack={() => setSentTo(undefined)} />;

  function submit(fields: FormData): void {
    const email = fieldOf(fields, "email");
    link.mutate({ email, kind: "choose_password" }, { onSuccess: () => setSentTo(email) });
  }

  return (
    <Door title={text.reset.title} lead={text.reset.lead}>
      <Form onSubmit={submit} error={link.error}>
        <Field label={text.email} name="email" type="email" autoComplete="username" isRequired />
        <Button type="submit" isPrimary isDisabled={link.isPending}>
          {text.reset.submit}
        </Button>
        <Link className={styles.link} to="/">
          {text.back}
        </Link>
      </Form>
    </Door>
  );
}
