import { useState } from "react";
import { type Person, type Profile, type ProfileUpdate, useUpdatePerson } from "../data/people.ts";
import { useMayPlan } from "../frame/reader.ts";
import { Checkbox } from "../ui/checkbox.tsx";
import { Field } from "../ui/field.tsx";
import { fieldOf, Form, FormActions, optionalFieldOf } from "../ui/form.tsx";
import { keyIn, optionsOf } from "../ui/options.ts";
import { useOpened } from "../ui/opened.ts";
import { Select } from "../ui/select.tsx";
import { employedIn, EmploymentFields } from "./employment-fields.tsx";
import styles from "./people.module.css";
import { PersonSkills, skillsOf } from "./person-skills.tsx";
import { text } from "./text.ts";

const unknown = { value: "unknown", label: text.profile.unknown };
const occupations = [unknown, ...optionsOf(text.profile.occupations)];
const annexes = [unknown, ...optionsOf(text.profile.annexes)];

interface Props {
  person: Person;
  profile: Profile;
}

/** A person's name, contact, what working-time rules need to know, and skills: as it was when it was opened. */
export function ProfileForm({ person, profile: now }: Props) {
  const mayPlan = useMayPlan();
  const update = useUpdatePerson();
  const { opened: profile = now, version, choice, show } = useOpened(now, update);
  const [isUnread, setUnread] = useState(false);

  function save(fields: FormData): void {
    const employed = employedIn(fields);
    setUnread(employed === undefined);
    if (employed === undefined) return;
    update.mutate(
      {
        artist_id: profile.artist_id,
        expected_version: version,
        name: fieldOf(fields, "name"),
        ...profileIn(fields),
        ...employed,
      },
      { onSuccess: show },
    );
  }

  return (
    <section className={styles.part} aria-label={text.profile.title}>
      <h2>{text.profile.title}</h2>
      <Form
        // After it was saved, it shows what was kept.
        key={profile.version}
        error={update.error}
        isReadOnly={!mayPlan}
        choice={choice}
        onSubmit={save}
      >
        <Field label={text.name} name="name" defaultValue={person.name} isRequired />
        <Fields profile={profile} isUnread={isUnread} />
        <PersonSkills skills={profile.skills} />
        <FormActions isNew={false} isBusy={update.isPending} />
      </Form>
    </section>
  );
}

function Fields({ profile, isUnread }: { profile: Profile; isUnread: boolean }) {
  return (
    <>
      <div className={styles.pair}>
        <Field label={text.profile.email} name="email" defaultValue={profile.email ?? ""} />
        <Field label={text.profile.phone} name="phone" defaultValue={profile.phone ?? ""} />
        <Select
          label={text.profile.occupation}
          name="occupation"
          options={occupations}
          defaultValue={profile.occupation ?? unknown.value}
        />
        <Select
          label={text.profile.annexe}
          name="annexe"
          options={annexes}
          defaultValue={profile.annexe === null ? unknown.value : String(profile.annexe)}
        />
        <Field
          label={text.profile.birth}
          name="birth_date"
          type="date"
          defaultValue={profile.birth_date ?? ""}
        />
        <EmploymentFields profile={profile} isUnread={isUnread} />
      </div>
      <Checkbox
        label={text.profile.stage}
        name="stage_authorisation"
        value="yes"
        defaultSelected={profile.stage_authorisation}
      />
      <Field label={text.profile.notes} name="notes" defaultValue={profile.notes ?? ""} lines={3} />
    </>
  );
}

function profileIn(fields: FormData): Omit<ProfileUpdate, "artist_id"> {
  const annexe = fieldOf(fields, "annexe");
  return {
    email: optionalFieldOf(fields, "email"),
    phone: optionalFieldOf(fields, "phone"),
    occupation: keyIn(text.profile.occupations, fieldOf(fields, "occupation")) ?? null,
    annexe: annexe === "8" ? 8 : annexe === "10" ? 10 : null,
    birth_date: optionalFieldOf(fields, "birth_date"),
    stage_authorisation: fields.has("stage_authorisation"),
    notes: optionalFieldOf(fields, "notes"),
    skills: skillsOf(fields),
  };
}
