import { useState } from "react";
import { problemOf } from "../data/auth.ts";
import { type Invitation, useAccept, useDecline, useInvitation } from "../data/invitations.ts";
import { useSignOutHere } from "../data/session.ts";
import { dateOfInstant } from "../data/times.ts";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Failure } from "../ui/failure.tsx";
import { Refusal } from "../ui/refusal.tsx";
import { Door } from "./door.tsx";
import styles from "./door.module.css";
import { roles, text } from "./text.ts";

/** An invitation, to be accepted or declined by the person with this address. */
export function InvitationCard({ id, email }: { id: string; email: string }) {
  const invitation = useInvitation(id);
  const [isDeclined, setIsDeclined] = useState(false);
  if (isDeclined)
    return (
      <Door title={text.invitation.declined}>
        <Button onPress={() => location.assign("/")}>{text.invitation.home}</Button>
      </Door>
    );
  if (invitation.data !== undefined)
    return <Open invitation={invitation.data} onDeclined={() => setIsDeclined(true)} />;
  if (invitation.error === null) return null;
  return problemOf(invitation.error) === undefined ? (
    <Failure error={invitation.error} reset={() => void invitation.refetch()} />
  ) : (
    <Gone email={email} />
  );
}

interface OpenProps {
  invitation: Invitation;
  onDeclined: () => void;
}

function Open({ invitation, onDeclined }: OpenProps) {
  const { id: invitationId, organizationName: organisation, role } = invitation;
  const accept = useAccept();
  const decline = useDecline();
  const [isShared, setIsShared] = useState(true);
  const isArtist = role === "artist";
  const isPending = accept.isPending || decline.isPending;
  const error = accept.error ?? decline.error;
  return (
    <Door title={text.invitation.join({ organisation })}>
      <dl className={styles.facts}>
        <dt>{text.invitation.role}</dt>
        <dd>
          {roles.names[role]}
          <p className={styles.note}>{roles.may[role]}</p>
        </dd>
        <dt>{text.invitation.invitedBy}</dt>
        <dd>{invitation.inviterEmail}</dd>
        <dt>{text.invitation.until}</dt>
        <dd>{dateOfInstant(invitation.expiresAt)}</dd>
      </dl>
      {isArtist && (
        <div>
          <Checkbox label={text.invitation.share} isSelected={isShared} onChange={setIsShared} />
          <p className={styles.note}>{text.invitation.sharing({ organisation })}</p>
        </div>
      )}
      <div className={styles.stack}>
        <Button
          isPrimary
          isDisabled={isPending}
          onPress={() =>
            accept.mutate({ invitationId, ...(isArtist && { shares_busy: isShared }) })
          }
        >
          {text.invitation.accept}
        </Button>
        <Button
          isDisabled={isPending}
          onPress={() => decline.mutate({ invitationId }, { onSuccess: onDeclined })}
        >
          {text.invitation.decline}
        </Button>
      </div>
      {error !== null && <Refusal error={error} />}
      <p className={styles.note}>{text.invitation.you(invitation)}</p>
    </Door>
  );
}

/** An invitation that the reader cannot accept. */
function Gone({ email }: { email: string }) {
  const signOut = useSignOutHere();
  return (
    <Door title={text.invitation.gone} lead={text.invitation.goneLead({ email })}>
      <div className={styles.stack}>
        <Button isPrimary onPress={() => location.assign("/")}>
          {text.invitation.home}
        </Button>
        <Button isDisabled={signOut.isPending} onPress={() => signOut.mutate()}>
          {text.invitation.other}
        </Button>
      </div>
    </Door>
  );
}
