import { useNavigate, useSearch } from "@tanstack/react-router";
import { type Skill, useSkills } from "../data/skills.ts";
import { ListScreen } from "../frame/list-screen.tsx";
import { Button } from "../ui/button.tsx";
import type { TableColumn } from "../ui/table.tsx";
import { SkillForm } from "./skill-form.tsx";
import { text } from "./text.ts";

const columns: TableColumn<Skill>[] = [
  { id: "label", label: text.label, cell: ({ label }) => label },
  { id: "code", isMinor: true, label: text.code, cell: ({ code }) => code },
  { id: "family", label: text.family, cell: ({ family }) => text.families[family] },
  { id: "rome", isMinor: true, label: text.rome, cell: ({ rome_code }) => rome_code },
  { id: "expires", label: text.expires, cell: ({ expires }) => expires && text.expiring },
];

/** What people can do: a list, and beside it a form that leads to those who have the skill. */
export function SkillsScreen() {
  const selection = useSearch({ from: "/screens/skills" });
  const navigate = useNavigate({ from: "/skills" });
  const skills = useSkills(selection.q);
  return (
    <ListScreen
      text={{ ...text, none: text.noneYet, notFound: text.none }}
      selection={selection}
      onChange={(search, replace) => void navigate({ search, replace })}
      list={skills}
      columns={columns}
      idOf={({ code }) => code}
      nameOf={({ label }) => label}
      form={(skill, onDone) => (
        <>
          {skill && (
            <Button onPress={() => void navigate({ to: "/people", search: { skill: skill.code } })}>
              {text.people}
            </Button>
          )}
          <SkillForm skill={skill} onDone={onDone} />
        </>
      )}
    />
  );
}
