import { useNavigate, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { type ListedPerson, useLoadPeople, usePeople } from "../data/people.ts";
import { type SkillNames, useSkillNames } from "../data/skills.ts";
import { dayName } from "../data/times.ts";
import { Frame } from "../frame/frame.tsx";
import { useMayPlan, useReader } from "../frame/reader.ts";
import { Aside } from "../ui/aside.tsx";
import { Button } from "../ui/button.tsx";
import { ListWithAside } from "../ui/list-with-aside.tsx";
import { Refusal } from "../ui/refusal.tsx";
import { Search } from "../ui/search.tsx";
import { Select } from "../ui/select.tsx";
import { Table, type TableColumn } from "../ui/table.tsx";
import { NewPerson } from "./new-person.tsx";
import styles from "./people.module.css";
import type { Slot } from "./slots.ts";
import { text } from "./text.ts";
import type { PeopleView } from "./view.ts";

/** Loaded when it is opened first. */
const PastePeople = lazy(async () => ({
  default: (await import("./paste-people.tsx")).PastePeople,
}));

/** Everybody who can be engaged: a list that leads to the page of each. */
export function PeopleScreen() {
  const view = useSearch({ from: "/screens/people" });
  const navigate = useNavigate({ from: "/people" });
  const show = (next: PeopleView, replace = false) => void navigate({ search: next, replace });
  const open = (person_id: string) =>
    void navigate({ to: "/people/$person_id", params: { person_id } });
  const skills = useSkillNames();
  const now = Temporal.Now.plainDateTimeISO(useReader().organisation.time_zone).toString();
  const people = usePeople(view);
  const { selected, ...unselected } = view;
  const mayPlan = useMayPlan();
  const header = {
    title: text.title,
    tools: (
      <Search
        label={text.search}
        value={view.q ?? ""}
        onChange={(q) => show({ ...unselected, q }, true)}
      />
    ),
    more: <Tools view={unselected} skills={skills} onChange={show} />,
    ...(mayPlan && {
      add: { label: text.add, onPress: () => show({ ...unselected, selected: "new" }) },
    }),
  };
  if (selected === "paste")
    return (
      <Frame {...header}>
        <Suspense>
          <PastePeople onClose={() => show(unselected)} />
        </Suspense>
      </Frame>
    );
  return (
    <Frame {...header}>
      <ListWithAside
        list={people}
        aside={
          selected === "new" && (
            <Aside title={text.add} onClose={() => show(unselected)}>
              <NewPerson onCreated={open} />
            </Aside>
          )
        }
      >
        <Table
          label={text.title}
          columns={columnsWith(skills, now)}
          items={people.data ?? []}
          idOf={({ artist_id }) => artist_id}
          selected={undefined}
          onSelect={open}
          empty={view.q === undefined && view.skill === undefined ? text.none : text.notFound}
        />
      </ListWithAside>
    </Frame>
  );
}

interface ToolsProps {
  view: PeopleView;
  skills: SkillNames;
  onChange: (view: PeopleView) => void;
}

function Tools({ view, skills, onChange }: ToolsProps) {
  const mayPlan = useMayPlan();
  return (
    <>
      <div className={styles.tool}>
        <Select
          aria-label={text.skill}
          options={[
            { value: any, label: text.anySkill },
            ...[...skills].map(([value, { label }]) => ({ value, label })),
          ]}
          value={view.skill ?? any}
          onChange={(key) => {
            const { skill: _skill, ...others } = view;
            onChange(key === any ? others : { ...others, skill: String(key) });
          }}
        />
      </div>
      <Export view={view} skills={skills} />
      {mayPlan && (
        <Button onPress={() => onChange({ ...view, selected: "paste" })}>{text.paste}</Button>
      )}
    </>
  );
}

/** Saves all people of the list as a file for a spreadsheet. */
function Export({ view, skills }: Omit<ToolsProps, "onChange">) {
  const all = useLoadPeople();
  return (
    <>
      <Button
        isDisabled={all.isPending}
        onPress={() =>
          all.mutate(view, {
            onSuccess: async (people) => {
              const { exportPeople } = await import("./export-people.ts");
              exportPeople(people, skills);
            },
          })
        }
      >
        {text.export}
      </Button>
      {all.error !== null && <Refusal error={all.error} />}
    </>
  );
}

/** No code of a skill has a star. */
const any = "*";

/** "lun. 4 mai", or until when they are available now. Times are on the clocks of the organisation. */
function availableOn({ start, end }: Slot, now: string): string {
  return start > now ? dayOf(start) : text.untilDay({ day: dayOf(end) });
}

function dayOf(time: string): string {
  return dayName(Temporal.PlainDate.from(time));
}

function columnsWith(skills: SkillNames, now: string): TableColumn<ListedPerson>[] {
  return [
    { id: "name", label: text.name, cell: ({ name }) => name },
    {
      id: "skills",
      label: text.skills,
      cell: (person) => person.skills.map(({ code }) => skills.get(code)?.label ?? code).join(", "),
    },
    {
      id: "occupation",
      isMinor: true,
      label: text.profile.occupation,
      cell: ({ occupation }) => occupation && text.profile.occupations[occupation],
    },
    {
      id: "next",
      label: text.next,
      cell: ({ next_availability: next }) => next && availableOn(next, now),
    },
    {
      id: "contact",
      isMinor: true,
      label: text.contact,
      cell: ({ email, phone }) => email ?? phone,
    },
  ];
}
