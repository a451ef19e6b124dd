import { type Person, useErasePerson, useExport } from "../data/people.ts";
import { AskingButton } from "../ui/asking-button.tsx";
import { Button } from "../ui/button.tsx";
import { Refusal } from "../ui/refusal.tsx";
import styles from "./people.module.css";
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

/** Has the browser save a file of JSON. */
function save(name: string, value: unknown): void {
  const file = new Blob([JSON.stringify(value, undefined, 2)], { type: "application/json" });
  const address = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = address;
  link.download = `${name}.json`;
  link.click();
  URL.revokeObjectURL(address);
}
