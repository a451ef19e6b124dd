import { type Person, useErasePerson, useExport } from "../data/people.ts";
import { AskingButton } from "../ui/asking-button.tsx";
import { Button } from "../ui/button.tsx";
import { Refusal } from "../ui/refusal.tsx";
import styles from "./people.module.css";
import { saveFile } from "./save-file.ts";
import { text } from "./text.ts";

interface Props {
  person: Person;
  /** Who may export and anonymise. */
  isAdmin: boolean;
  onErased: () => void;
}

/** The rights of a person over what is stored about them, and the way out of the list. */
export function PersonalData({ person: { id: artist_id, name }, isAdmin, onErased }: Props) {
  const everything = useExport(artist_id);
  const { anonymise, remove } = useErasePerson();
  const error = everything.error ?? anonymise.error ?? remove.error;
  return (
    <section className={styles.part} aria-label={text.personal.title}>
      <h2>{text.personal.title}</h2>
      <div className={styles.buttons}>
        {isAdmin && (
          <>
            <Button
              isDisabled={everything.isPending}
              onPress={() => everything.mutate(undefined, { onSuccess: (all) => save(name, all) })}
            >
              {text.personal.export}
            </Button>
            <AskingButton
              question={text.personal.anonymiseQuestion({ name })}
              isDisabled={anonymise.isPending}
              onConfirm={() => anonymise.mutate({ artist_id }, { onSuccess: onErased })}
            >
              {text.personal.anonymise}
            </AskingButton>
          </>
        )}
        <AskingButton
          question={text.personal.removeQuestion({ name })}
          isDisabled={remove.isPending}
          onConfirm={() => remove.mutate({ artist_id }, { onSuccess: onErased })}
        >
          {text.personal.remove}
        </AskingButton>
      </div>
      {error !== null && <Refusal error={error} />}
    </section>
  );
}

function save(name: string, value: unknown): void {
  const json = JSON.stringify(value, undefined, 2);
  saveFile(`${name}.json`, new Blob([json], { type: "application/json" }));
}
