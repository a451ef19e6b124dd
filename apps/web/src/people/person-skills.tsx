import { useState } from "react";
import type { Profile, ProfileUpdate } from "../data/people.ts";
import { useSkillNames } from "../data/skills.ts";
import { Button } from "../ui/button.tsx";
import { ComboBox } from "../ui/combo-box.tsx";
import { Field } from "../ui/field.tsx";
import { fieldOf, optionalFieldOf, useIsReadOnly } from "../ui/form.tsx";
import { optionsOf } from "../ui/options.ts";
import { Select } from "../ui/select.tsx";
import styles from "./people.module.css";
import { text } from "./text.ts";

type Had = Profile["skills"][number];

const levels = optionsOf(text.levels);

/** What a person can do, how well, and until when: fields of their profile's form. */
export function PersonSkills({ skills }: { skills: readonly Had[] }) {
  const isReadOnly = useIsReadOnly();
  const names = useSkillNames();
  const [had, setHad] = useState(skills);
  const others = [...names.values()].filter(({ code }) => had.every((one) => one.code !== code));
  return (
    <section className={styles.part} aria-label={text.skills}>
      <h2>{text.skills}</h2>
      {had.length === 0 && <p className={styles.muted}>{text.noSkill}</p>}
      <ul className={styles.list}>
        {had.map((skill, index) => (
          <HadSkill
            key={skill.code}
            skill={skill}
            index={index}
            label={names.get(skill.code)?.label ?? skill.code}
            expires={names.get(skill.code)?.expires ?? skill.expires_on !== null}
            onRemove={() => setHad(had.filter(({ code }) => code !== skill.code))}
          />
        ))}
      </ul>
      {!isReadOnly && (
        <ComboBox
          // Empty again after each.
          key={had.length}
          label={text.addSkill}
          value={undefined}
          options={others.map(({ code: value, label }) => ({ value, label }))}
          onChange={(code) =>
            code !== undefined && setHad([...had, { code, level: 2, expires_on: null }])
          }
        />
      )}
    </section>
  );
}

interface HadProps {
  skill: Had;
  index: number;
  label: string;
  expires: boolean;
  onRemove: () => void;
}

function HadSkill({ skill, index, label, expires, onRemove }: HadProps) {
  const isReadOnly = useIsReadOnly();
  const today = Temporal.Now.plainDateISO().toString();
  const isExpired = skill.expires_on !== null && skill.expires_on < today;
  return (
    <li className={styles.item}>
      <input type="hidden" name={`skills.${index}.code`} value={skill.code} />
      <span className={styles.grow}>
        {label} {isExpired && <span className={styles.warn}>({text.expired})</span>}
      </span>
      <Select
        aria-label={text.level({ skill: label })}
        name={`skills.${index}.level`}
        options={levels}
        defaultValue={String(skill.level)}
      />
      {expires && (
        <Field
          aria-label={text.expires({ skill: label })}
          name={`skills.${index}.expires_on`}
          type="date"
          defaultValue={skill.expires_on ?? ""}
        />
      )}
      {!isReadOnly && (
        <Button aria-label={text.removeSkill({ skill: label })} onPress={onRemove}>
          ×
        </Button>
      )}
    </li>
  );
}

/** The skills that a form holds. */
export function skillsOf(fields: FormData): NonNullable<ProfileUpdate["skills"]> {
  const skills: NonNullable<ProfileUpdate["skills"]> = [];
  for (let index = 0; fields.has(`skills.${index}.code`); index += 1)
    skills.push({
      code: fieldOf(fields, `skills.${index}.code`),
      level: Number(fieldOf(fields, `skills.${index}.level`)),
      expires_on: optionalFieldOf(fields, `skills.${index}.expires_on`),
    });
  return skills;
}
