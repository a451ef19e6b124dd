import { Navigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useMe, useSession, useStartOver } from "../data/session.ts";
import { Choice } from "../ui/choice.tsx";
import { Failure } from "../ui/failure.tsx";
import { Door } from "./door.tsx";
import { InvitationCard } from "./invitation-card.tsx";
import { NewAccountForm } from "./new-account-form.tsx";
import { Sent } from "./sent.tsx";
import { SignInForm } from "./sign-in-form.tsx";
import { text } from "./text.ts";

/** What a mailed invitation leads to: it is shown once the invited person has signed in. */
export function InvitationScreen() {
  const { id } = useSearch({ from: "/invitation" });
  const session = useSession();
  const me = useMe();
  // Without sign-in there is nobody to invite.
  if (id === undefined || me.data?.kind === "open") return <Navigate to="/" replace />;
  if (session.isError)
    return <Failure error={session.error} reset={() => void session.refetch()} />;
  if (session.data === undefined || me.isPending) return null;
  if (session.data === null) return <Stranger />;
  return <InvitationCard id={id} email={session.data.user.email} />;
}

type Account = "new" | "known";

const accounts: readonly { value: Account; label: string }[] = [
  { value: "new", label: text.invitation.accounts.new },
  { value: "known", label: text.invitation.accounts.known },
];

/** Has an invited person prove that the address is theirs, with a new account or the one that they have. */
function Stranger() {
  const [account, setAccount] = useState<Account>("new");
  const [sentTo, setSentTo] = useState<string>();
  const startOver = useStartOver();
  if (sentTo !== undefined) return <Sent email={sentTo} onBack={() => setSentTo(undefined)} />;
  return (
    <Door title={text.invitation.title} lead={text.invitation.lead}>
      <Choice
        label={text.invitation.account}
        value={account}
        options={accounts}
        onChange={setAccount}
      />
      {account === "new" ? (
        <NewAccountForm onSent={setSentTo} />
      ) : (
        <SignInForm onSignedIn={() => void startOver()} onSent={setSentTo} />
      )}
    </Door>
  );
}
