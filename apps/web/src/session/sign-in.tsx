import { useState } from "react";
import { useStartOver } from "../data/session.ts";
import { Door } from "./door.tsx";
import { Sent } from "./sent.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { text } from "./text.ts";
import refusal from "../ui/refusal.module.css";

/** Asks who somebody is, and then shows what they came for. */
export function SignIn() {
  const [sentTo, setSentTo] = useState<string>();
  const startOver = useStartOver();
  const error = providerError(location.search);
  if (sentTo !== undefined) return <Sent email={sentTo} onBack={() => setSentTo(undefined)} />;
  return (
    <Door title={text.title}>
      {error !== undefined && (
        <p className={refusal.refusal} role="alert">
          {error}
        </p>
      )}
      <SignInForm onSignedIn={() => void startOver()} onSent={setSentTo} />
    </Door>
  );
}

/** Why a provider, which leads back to this page, has signed nobody in. */
function providerError(search: string): string | undefined {
  const code = new URLSearchParams(search).get("error");
  if (code === null) return undefined;
  const { NOT_INVITED, EMAIL_NOT_VERIFIED, other } = text.providerErrors;
  return { NOT_INVITED, EMAIL_NOT_VERIFIED }[code] ?? other;
}
