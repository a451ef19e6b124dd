import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useMailedLink, usePassword, useProvider, useSignInWays } from "../data/session.ts";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Form, fieldOf } from "../ui/form.tsx";
import { Refusal } from "../ui/refusal.tsx";
import styles from "./door.module.css";
import { text } from "./text.ts";

interface Props {
  /** Called when a password has signed somebody in. Other ways lead back to this page. */
  onSignedIn: () => void;
  /** Called when a link is on its way. */
  onSent: (email: string) => void;
  /** Whether somebody works behind the form: then nothing leads away from it. */
  isAgain?: boolean;
}

/** Asks who somebody is: by their password, by a link that is mailed to them, or by a provider. */
export function SignInForm({ onSignedIn, onSent, isAgain = false }: Props) {
  const ways = useSignInWays();
  const password = usePassword();
  const link = useMailedLink();
  const hasMail = ways.data?.mail ?? false;
  // What is tried last is what an error is about.
  const [isLink, setIsLink] = useState(false);

  function submit(fields: FormData): void {
    const email = fieldOf(fields, "email");
    const wantsLink = fieldOf(fields, "way") === "link";
    setIsLink(wantsLink);
    if (wantsLink) link.mutate({ email, kind: "sign_in" }, { onSuccess: () => onSent(email) });
    else
      password.mutate({ email, password: passwordOf(fields) }, { onSuccess: () => onSignedIn() });
  }

  return (
    <>
      <Form onSubmit={submit} error={isLink ? link.error : password.error}>
        <Field label={text.email} name="email" type="email" autoComplete="username" isRequired />
        <Field
          label={text.password}
          name="password"
          type="password"
          autoComplete="current-password"
        />
        {hasMail && !isAgain && (
          <Link className={styles.link} to="/reset">
            {text.forgotten}
          </Link>
        )}
        <Button type="submit" isPrimary isDisabled={password.isPending}>
          {text.submit}
        </Button>
        {hasMail && (
          <Button type="submit" name="way" value="link" isDisabled={link.isPending}>
            {text.link}
          </Button>
        )}
      </Form>
      <Providers providers={ways.data?.providers ?? []} />
    </>
  );
}

/** Spaces at its ends belong to a password. */
function passwordOf(fields: FormData): string {
  const value = fields.get("password");
  return typeof value === "string" ? value : "";
}

/** A button for each provider that the server trusts. */
export function Providers({ providers }: { providers: { provider: string; name: string }[] }) {
  const start = useProvider();
  if (providers.length === 0) return null;
  return (
    <div className={styles.stack}>
      <p className={styles.rule}>{text.or}</p>
      {providers.map(({ provider, name }) => (
        <Button
          key={provider}
          isDisabled={start.isPending}
          onPress={() => start.mutate({ provider })}
        >
          {text.provider({ name })}
        </Button>
      ))}
      {start.error !== null && <Refusal error={start.error} />}
    </div>
  );
}
