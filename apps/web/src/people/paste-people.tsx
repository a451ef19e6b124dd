import { pasteTexts } from "@coulisses/messages/screens/paste";
import { useMemo, useState } from "react";
import { sentenceOf } from "../data/auth.ts";
import { inLanguage } from "../data/language.ts";
import { type Creation, useCreatePeople, usePeopleNames } from "../data/people.ts";
import { type SkillNames, useSkillNames } from "../data/skills.ts";
import { Button } from "../ui/button.tsx";
import { Failure } from "../ui/failure.tsx";
import { Field } from "../ui/field.tsx";
import { Table, type TableColumn } from "../ui/table.tsx";
import { text as shared } from "../ui/text.ts";
import styles from "./paste-people.module.css";
import { mostPasted, parsePeople, type PastedPerson } from "./pasted.ts";
import { text as peopleText } from "./text.ts";

const text = inLanguage(pasteTexts);

/** Creates people from rows of a spreadsheet, after a preview that says what is wrong with each. */
export function PastePeople({ onClose }: { onClose: () => void }) {
  const [pasted, setPasted] = useState("");
  const names = usePeopleNames();
  const skills = useSkillNames();
  const create = useCreatePeople();
  const people = useMemo(
    () => parsePeople(pasted, { skills, names: names.data ?? [] }),
    [pasted, skills, names.data],
  );
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <h2>{peopleText.paste}</h2>
        <Button aria-label={shared.form.close} onPress={onClose}>
          ×
        </Button>
      </header>
      {names.error !== null && <Failure error={names.error} reset={() => void names.refetch()} />}
      <Field
        label={text.rows}
        description={text.help}
        placeholder={text.hint}
        lines={8}
        autoFocus
        value={pasted}
        onChange={(value) => {
          setPasted(value);
          if (!create.isPending) create.reset();
        }}
        isDisabled={create.isPending}
      />
      <Outcome creation={create.data} />
      {pasted !== "" && names.data !== undefined && (
        <Preview
          people={people}
          skills={skills}
          creation={create.data}
          isBusy={create.isPending}
          onCreate={create.mutate}
        />
      )}
    </main>
  );
}

/** What was created, and why it went no further. */
function Outcome({ creation }: { creation: Creation | undefined }) {
  const stopped = creation?.stopped;
  return (
    <>
      <p role="status">{creation && text.done({ count: creation.created.length })}</p>
      {stopped && (
        <div role="alert" className={styles.fault}>
          <p>{stopped.isCreated ? text.half(stopped) : text.stopped(stopped)}</p>
          <p>{sentenceOf(stopped.error) ?? shared.failure.away}</p>
        </div>
      )}
    </>
  );
}

interface PreviewProps {
  people: readonly PastedPerson[];
  skills: SkillNames;
  creation: Creation | undefined;
  isBusy: boolean;
  onCreate: (people: readonly PastedPerson[]) => void;
}

function Preview({ people, skills, creation, isBusy, onCreate }: PreviewProps) {
  const created = new Set(creation?.created);
  const good = people.filter(({ fault }) => fault === undefined);
  const faulty = people.filter(({ name, fault }) => fault !== undefined && !created.has(name));
  return (
    <>
      <div className={styles.actions}>
        <Button isPrimary isDisabled={isBusy || good.length === 0} onPress={() => onCreate(good)}>
          {isBusy ? text.creating : text.create({ count: good.length })}
        </Button>
        {faulty.length > 0 && (
          <span className={styles.fault}>{text.faulty({ count: faulty.length })}</span>
        )}
        {people.length === mostPasted && <span>{text.most({ count: mostPasted })}</span>}
      </div>
      <div className={styles.preview}>
        <Table
          label={text.preview}
          columns={columnsWith(skills, created)}
          items={people}
          idOf={({ line }) => String(line)}
          empty={text.none}
        />
      </div>
    </>
  );
}

function columnsWith(
  skills: SkillNames,
  created: ReadonlySet<string>,
): TableColumn<PastedPerson>[] {
  return [
    { id: "line", label: text.line, cell: ({ line }) => line, isNumber: true },
    { id: "name", label: peopleText.name, cell: ({ name }) => name, isName: true },
    {
      id: "status",
      label: text.status,
      cell: ({ name, fault }) => {
        if (created.has(name) && fault?.kind !== "twice") return text.created;
        if (fault === undefined) return text.good;
        return <span className={styles.cellFault}>{text.faults[fault.kind](fault)}</span>;
      },
    },
    { id: "email", label: peopleText.profile.email, cell: ({ email }) => email },
    {
      id: "skills",
      label: peopleText.skills,
      cell: (person) =>
        person.fault === undefined
          ? person.codes.map((code) => skills.get(code)?.label ?? code).join(", ")
          : person.skills.join(", "),
    },
  ];
}
