import { problemOf } from "../data/auth.ts";
import type { ReactNode } from "react";
import { Form as AriaForm } from "react-aria-components";
import styles from "./form.module.css";
import { Refusal } from "./refusal.tsx";

interface Props {
  /** Called with what the fields hold, and the button that was pressed, by their names. */
  onSubmit: (fields: FormData) => void;
  /** Why the server refused what was sent last; its issues are shown at the fields of their names. */
  error: unknown;
  children: ReactNode;
}

/** A form whose mistakes are told by the server, each beside its field. */
export function Form({ onSubmit, error, children }: Props) {
  const issues = problemOf(error)?.issues ?? [];
  return (
    <AriaForm
      className={styles.form ?? ""}
      validationErrors={Object.fromEntries(
        issues.map(({ path, message }) => [path.join("."), message]),
      )}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(new FormData(event.currentTarget, submitterOf(event.nativeEvent)));
      }}
    >
      {children}
      {error !== null && <Refusal error={error} />}
    </AriaForm>
  );
}

function submitterOf(event: Event): HTMLElement | null {
  return event instanceof SubmitEvent ? event.submitter : null;
}

/** What a text field holds. */
export function fieldOf(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === "string" ? value.trim() : "";
}

/** What a text field holds, or null if that is nothing. */
export function optionalFieldOf(fields: FormData, name: string): string | null {
  return fieldOf(fields, name) || null;
}
