import { useNavigate, useSearch } from "@tanstack/react-router";
import { type Member, useMemberChanges, useMembers } from "../data/members.ts";
import { dateOfInstant } from "../data/times.ts";
import { useReader } from "../frame/reader.ts";
import { Aside } from "../ui/aside.tsx";
import { AskingButton } from "../ui/asking-button.tsx";
import { Button } from "../ui/button.tsx";
import { Form } from "../ui/form.tsx";
import { ListWithAside } from "../ui/list-with-aside.tsx";
import { Search } from "../ui/search.tsx";
import { Table, type TableColumn } from "../ui/table.tsx";
import { text as shared } from "../ui/text.ts";
import { wholeList } from "./lists.ts";
import { RoleFields, useAssignment } from "./role-fields.tsx";
import styles from "./settings.module.css";
import { Tools } from "./tools.tsx";
import { roles, text } from "./text.ts";

const columns: TableColumn<Member>[] = [
  { id: "name", label: text.members.person, cell: ({ user }) => user.name },
  { id: "email", label: text.members.email, cell: ({ user }) => user.email },
  { id: "role", label: text.role, cell: ({ role }) => roles.names[role] },
  {
    id: "since",
    isMinor: true,
    label: text.members.since,
    cell: ({ createdAt }) => dateOfInstant(createdAt),
  },
];

/** Who belongs to the organisation, and in which role. */
export function MembersPart() {
  const { q = "", selected } = useSearch({ from: "/screens/settings/$part" });
  const navigate = useNavigate({ from: "/settings/$part" });
  const members = useMembers();
  const member = members.data?.find(({ id }) => id === selected);
  const show = (id?: string) =>
    void navigate({ search: { ...(q && { q }), ...(id !== undefined && { selected: id }) } });
  return (
    <div className={styles.list}>
      <Tools>
        <Search
          label={text.members.find}
          value={q}
          onChange={(next) => void navigate({ search: next === "" ? {} : { q: next } })}
        />
      </Tools>
      <ListWithAside
        list={wholeList(members)}
        aside={
          member && (
            <Aside title={member.user.name} onClose={() => show()}>
              <MemberForm key={`${member.id} ${member.role}`} member={member} onDone={show} />
            </Aside>
          )
        }
      >
        <Table
          label={text.parts.members}
          columns={columns}
          items={members.data?.filter(({ user }) => isFound(user, q)) ?? []}
          idOf={({ id }) => id}
          selected={selected}
          onSelect={show}
          empty={text.members.none}
        />
      </ListWithAside>
    </div>
  );
}

function isFound({ name, email }: Member["user"], q: string): boolean {
  return `${name} ${email}`.toLowerCase().includes(q.toLowerCase());
}

function MemberForm({ member, onDone }: { member: Member; onDone: () => void }) {
  const { id } = useReader();
  const { assign, remove, leave } = useMemberChanges();
  const chosen = useAssignment(member);
  const isSelf = member.userId === id;
  return (
    <div className={styles.stack}>
      <p className={styles.muted}>
        {member.user.email}
        {isSelf && ` (${text.members.you})`}
      </p>
      <Form
        onSubmit={() => assign.mutate({ memberId: member.id, ...chosen.assignment })}
        error={assign.error ?? remove.error ?? leave.error}
      >
        <RoleFields chosen={chosen} />
        <Button type="submit" isPrimary isDisabled={assign.isPending}>
          {shared.form.save}
        </Button>
      </Form>
      {isSelf ? (
        <AskingButton question={text.members.leaveQuestion} onConfirm={() => leave.mutate()}>
          {text.members.leave}
        </AskingButton>
      ) : (
        <AskingButton
          question={text.members.removeQuestion(member.user)}
          onConfirm={() => remove.mutate(member.id, { onSuccess: onDone })}
        >
          {text.members.remove}
        </AskingButton>
      )}
    </div>
  );
}
