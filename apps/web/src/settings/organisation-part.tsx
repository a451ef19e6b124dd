import { useSaveOrganisation } from "../data/organisation.ts";
import { useReader } from "../frame/reader.ts";
import { Button } from "../ui/button.tsx";
import { ComboBox } from "../ui/combo-box.tsx";
import { Field } from "../ui/field.tsx";
import { Form, fieldOf } from "../ui/form.tsx";
import form from "../ui/form.module.css";
import { useOpened } from "../ui/opened.ts";
import { Select } from "../ui/select.tsx";
import { text as shared } from "../ui/text.ts";
import styles from "./settings.module.css";
import { roles, text } from "./text.ts";

const languages = Object.entries(text.organisation.languages).map(([value, label]) => ({
  value,
  label,
}));

/** The name, the zone and the language of the organisation. */
export function OrganisationPart() {
  const { role, organisation } = useReader();
  if (role === "admin")
    return (
      <main className={styles.page}>
        <OrganisationForm />
      </main>
    );
  return (
    <main className={styles.page}>
      <dl className={styles.facts}>
        <dt>{text.organisation.name}</dt>
        <dd>{organisation.name}</dd>
        <dt>{text.organisation.zone}</dt>
        <dd>{organisation.time_zone}</dd>
        <dt>{text.organisation.language}</dt>
        <dd>{text.organisation.languages[organisation.language ?? "none"]}</dd>
      </dl>
      <p className={styles.note}>{text.readOnly({ role: roles.names[role] })}</p>
    </main>
  );
}

function OrganisationForm() {
  const { organisation: now } = useReader();
  const save = useSaveOrganisation();
  const { opened: organisation = now, version, show, choice } = useOpened(now, save);

  function submit(fields: FormData): void {
    const language = fieldOf(fields, "language");
    const time_zone = fieldOf(fields, "time_zone");
    save.mutate(
      {
        name: fieldOf(fields, "name"),
        language: language === "fr" || language === "en" ? language : null,
        ...(time_zone !== "" && { time_zone }),
        expected_version: version,
      },
      { onSuccess: show },
    );
  }

  return (
    <div className={styles.narrow}>
      <Form key={organisation.version} onSubmit={submit} error={save.error} choice={choice}>
        <Field
          label={text.organisation.name}
          name="name"
          defaultValue={organisation.name}
          isRequired
        />
        <ComboBox
          label={text.organisation.zone}
          name="time_zone"
          options={zonesWith(organisation.time_zone)}
          defaultValue={organisation.time_zone}
          description={text.organisation.zoneHint}
        />
        <Select
          label={text.organisation.language}
          name="language"
          options={languages}
          defaultValue={organisation.language ?? "none"}
          description={text.organisation.languageHint}
        />
        <div className={form.actions}>
          <Button type="submit" isPrimary isDisabled={save.isPending}>
            {shared.form.save}
          </Button>
          <span role="status">{save.isSuccess && text.saved}</span>
        </div>
      </Form>
    </div>
  );
}

/** The zones that the browser knows, and the one that is set. */
function zonesWith(current: string): { value: string; label: string }[] {
  const zones = new Set([...Intl.supportedValuesOf("timeZone"), current]);
  return [...zones].toSorted().map((zone) => ({ value: zone, label: zone }));
}
