import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { type Invited, useInvitationChanges, useInvitations } from "../data/members.ts";
import { dateOfInstant } from "../data/times.ts";
import { Aside } from "../ui/aside.tsx";
import { AskingButton } from "../ui/asking-button.tsx";
import { Button } from "../ui/button.tsx";
import { Field } from "../ui/field.tsx";
import { Form, fieldOf } from "../ui/form.tsx";
import { ListWithAside } from "../ui/list-with-aside.tsx";
import { Refusal } from "../ui/refusal.tsx";
import { Table, type TableColumn } from "../ui/table.tsx";
import { CopyButton } from "./copy-button.tsx";
import { wholeList } from "./lists.ts";
import { RoleFields, useAssignment } from "./role-fields.tsx";
import styles from "./settings.module.css";
import { Tools } from "./tools.tsx";
import { roles, text } from "./text.ts";

const columns: TableColumn<Invited>[] = [
  { id: "email", label: text.invitations.email, cell: ({ email }) => email },
  { id: "role", label: text.role, cell: ({ role }) => roles.names[role] },
  { id: "until", label: text.invitations.until, cell: untilOf },
];

function untilOf({ expiresAt }: Invited): string {
  const isOver = Temporal.Instant.compare(expiresAt, Temporal.Now.instant()) <= 0;
  return isOver ? text.invitations.expired : dateOfInstant(expiresAt);
}

/** Who is invited: sends invitations, and withdraws them. */
export function InvitationsPart() {
  const { selected } = useSearch({ from: "/screens/settings/$part" });
  const navigate = useNavigate({ from: "/settings/$part" });
  const [sentTo, setSentTo] = useState<string>();
  const invitations = useInvitations();
  const invitation = invitations.data?.find(({ id }) => id === selected);
  const show = (id?: string) => {
    setSentTo(undefined);
    void navigate({ search: id === undefined ? {} : { selected: id } });
  };

  function sent(email: string): void {
    show();
    setSentTo(email);
  }

  return (
    <div className={styles.list}>
      <Tools>
        <Button onPress={() => show("new")}>{text.invitations.add}</Button>
        <p role="status">{sentTo !== undefined && text.invitations.sent({ email: sentTo })}</p>
      </Tools>
      <ListWithAside
        list={wholeList(invitations)}
        aside={
          (invitation !== undefined || selected === "new") && (
            <Aside title={invitation?.email ?? text.invitations.add} onClose={() => show()}>
              {invitation === undefined ? (
                <InvitationForm onSent={sent} />
              ) : (
                <InvitationDetails invitation={invitation} onDone={show} />
              )}
            </Aside>
          )
        }
      >
        <Table
          label={text.parts.invitations}
          columns={columns}
          items={invitations.data ?? []}
          idOf={({ id }) => id}
          selected={selected}
          onSelect={show}
          empty={text.invitations.none}
        />
      </ListWithAside>
    </div>
  );
}

function InvitationForm({ onSent }: { onSent: (email: string) => void }) {
  const { invite } = useInvitationChanges();
  const chosen = useAssignment({ role: "planner", artist_id: null });

  function submit(fields: FormData): void {
    const email = fieldOf(fields, "email");
    invite.mutate({ email, ...chosen.assignment }, { onSuccess: () => onSent(email) });
  }

  return (
    <Form onSubmit={submit} error={invite.error}>
      <Field label={text.invitations.email} name="email" type="email" isRequired />
      <RoleFields chosen={chosen} />
      <Button type="submit" isPrimary isDisabled={invite.isPending}>
        {text.invitations.send}
      </Button>
    </Form>
  );
}

function InvitationDetails({ invitation, onDone }: { invitation: Invited; onDone: () => void }) {
  const { withdraw } = useInvitationChanges();
  const link = `${location.origin}/invitation?id=${invitation.id}`;
  return (
    <div className={styles.stack}>
      <dl className={styles.facts}>
        <dt>{text.role}</dt>
        <dd>{roles.names[invitation.role]}</dd>
        <dt>{text.invitations.until}</dt>
        <dd>{untilOf(invitation)}</dd>
      </dl>
      <p>{text.invitations.link}</p>
      <p className={styles.secret}>{link}</p>
      <CopyButton content={link} />
      <p className={styles.note}>{text.invitations.linkHint}</p>
      <AskingButton
        question={text.invitations.withdrawQuestion}
        onConfirm={() => withdraw.mutate(invitation.id, { onSuccess: onDone })}
      >
        {text.invitations.withdraw}
      </AskingButton>
      {withdraw.error !== null && <Refusal error={withdraw.error} />}
    </div>
  );
}
