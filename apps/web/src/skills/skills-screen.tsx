import { useNavigate, useSearch } from "@tanstack/react-router";
import { type Skill, useSkills } from "../data/skills.ts";
import { Frame } from "../frame/frame.tsx";
import { useMayPlan } from "../frame/reader.ts";
import type { Selection } from "../routes/selection.ts";
import { Aside } from "../ui/aside.tsx";
import { Button } from "../ui/button.tsx";
import { ListWithAside } from "../ui/list-with-aside.tsx";
import { Search } from "../ui/search.tsx";
import { Table, type TableColumn } from "../ui/table.tsx";
import { SkillForm } from "./skill-form.tsx";
import { text } from "./text.ts";

const columns: TableColumn<Skill>[] = [
  { id: "label", label: text.label, cell: ({ label }) => label },
  { id: "code", label: text.code, cell: ({ code }) => code },
  { id: "family", label: text.family, cell: ({ family }) => text.families[family] },
  { id: "rome", label: text.rome, cell: ({ rome_code }) => rome_code },
  { id: "expires", label: text.expires, cell: ({ expires }) => expires && text.expiring },
];

/** What people can do: a list, and beside it a form that leads to those who have the skill. */
export function SkillsScreen() {
  const selection = useSearch({ from: "/screens/skills" });
  const navigate = useNavigate({ from: "/skills" });
  const show = (next: Selection, replace = false) => void navigate({ search: next, replace });
  const mayPlan = useMayPlan();
  const skills = useSkills(selection.q);
  const { selected, ...unselected } = selection;
  const skill = skills.data?.find(({ code }) => code === selected);
  const close = () => show(unselected);
  const tools = (
    <>
      <Search
        label={text.search}
        value={selection.q ?? ""}
        onChange={(q) => show({ ...unselected, q }, true)}
      />
      {mayPlan && (
        <Button onPress={() => show({ ...unselected, selected: "new" })}>{text.add}</Button>
      )}
    </>
  );
  return (
    <Frame title={text.title} tools={tools}>
      <ListWithAside
        list={skills}
        aside={
          (skill !== undefined || selected === "new") && (
            <Aside title={skill?.label ?? text.add} onClose={close}>
              {skill !== undefined && (
                <Button
                  onPress={() => void navigate({ to: "/people", search: { skill: skill.code } })}
                >
                  {text.people}
                </Button>
              )}
              <SkillForm key={selected} skill={skill} onDone={close} />
            </Aside>
          )
        }
      >
        <Table
          label={text.title}
          columns={columns}
          items={skills.data ?? []}
          idOf={({ code }) => code}
          selected={selected}
          onSelect={(code) => show({ ...selection, selected: code })}
          empty={selection.q === undefined ? text.noneYet : text.none}
        />
      </ListWithAside>
    </Frame>
  );
}
