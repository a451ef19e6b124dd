import { useNavigate } from "@tanstack/react-router";
import { type Invitation, useOwnInvitations } from "../data/invitations.ts";
import {
  useChooseOrganisation,
  useOrganisations,
  useSession,
  useSignOut,
  useStartOver,
} from "../data/session.ts";
import { Button } from "../ui/button.tsx";
import { Failure } from "../ui/failure.tsx";
import { Refusal } from "../ui/refusal.tsx";
import { Door } from "./door.tsx";
import styles from "./door.module.css";
import { text } from "./text.ts";

/** What somebody sees who has signed in, but acts in no organisation: how they get into one. */
export function Nowhere() {
  const session = useSession();
  const organisations = useOrganisations(true);
  const invitations = useOwnInvitations();
  const error = session.error ?? organisations.error ?? invitations.error;
  if (error !== null) return <Failure error={error} reset={() => location.reload()} />;
  const email = session.data?.user.email;
  if (email === undefined || !organisations.data || !invitations.data) return null;
  return (
    <Door {...saidTo({ email, organisations: organisations.data, invitations: invitations.data })}>
      <Organisations organisations={organisations.data} />
      <Invitations invitations={invitations.data} />
      <Leave />
    </Door>
  );
}

interface Known {
  email: string;
  organisations: readonly unknown[];
  invitations: readonly unknown[];
}

function saidTo({ email, organisations, invitations }: Known): { title: string; lead: string } {
  const { nowhere } = text;
  if (organisations.length > 0)
    return { title: nowhere.inactive, lead: nowhere.inactiveLead({ email }) };
  if (invitations.length > 0)
    return { title: nowhere.invited, lead: nowhere.invitedLead({ email }) };
  return { title: nowhere.title, lead: nowhere.lead({ email }) };
}

function Organisations({ organisations }: { organisations: { id: string; name: string }[] }) {
  const choose = useChooseOrganisation();
  return (
    <div className={styles.stack}>
      {organisations.map(({ id, name }) => (
        <Button key={id} isDisabled={choose.isPending} onPress={() => choose.mutate(id)}>
          {text.nowhere.open({ organisation: name })}
        </Button>
      ))}
      {choose.error !== null && <Refusal error={choose.error} />}
    </div>
  );
}

function Invitations({
  invitations,
}: {
  invitations: Pick<Invitation, "id" | "organizationName">[];
}) {
  const navigate = useNavigate();
  return (
    <div className={styles.stack}>
      {invitations.map(({ id, organizationName: organisation }) => (
        <Button
          key={id}
          isPrimary
          onPress={() => void navigate({ to: "/invitation", search: { id } })}
        >
          {text.nowhere.look({ organisation })}
        </Button>
      ))}
    </div>
  );
}

function Leave() {
  const signOut = useSignOut();
  const startOver = useStartOver();
  return (
    <div className={styles.stack}>
      <Button onPress={() => void startOver()}>{text.nowhere.again}</Button>
      <Button isDisabled={signOut.isPending} onPress={() => signOut.mutate()}>
        {text.nowhere.signOut}
      </Button>
      {signOut.error !== null && <Refusal error={signOut.error} />}
    </div>
  );
}
