import { createContext, type ReactNode, use, useEffect, useMemo, useRef, useState } from "react";
import { problemOf } from "../data/auth.ts";
import { Form as AriaForm } from "react-aria-components";
import { AskingButton } from "./asking-button.tsx";
import { Button } from "./button.tsx";
import styles from "./form.module.css";
import type { StaleChoice } from "./opened.ts";
import { Refusal } from "./refusal.tsx";
import { text } from "./text.ts";

interface Props {
  /** Called with what the fields hold, and the button that was pressed, by their names. */
  onSubmit: (fields: FormData) => void;
  /** Why the server refused what was sent last; its issues are shown at the fields of their names. */
  error: unknown;
  /** It shows what is, to those who may not change it. */
  isReadOnly?: boolean;
  /** Offered after a refusal because somebody else changed it meanwhile. */
  choice?: StaleChoice | undefined;
  children: ReactNode;
}

interface Context {
  isReadOnly: boolean;
  /** What is wrong with the fields, by their names. */
  issues: ReadonlyMap<string, string>;
}

const FormContext = createContext<Context>({ isReadOnly: false, issues: new Map() });

/** Whether a field is in a form that its reader may not change. */
export function useIsReadOnly(): boolean {
  return use(FormContext).isReadOnly;
}

/**
 * What the server found wrong with a field, until it is changed. Leaving the field does not remove it: the fields below
 * would move, and a press on them would miss.
 */
export function useIssue(name: string | undefined): {
  issue: string | undefined;
  onEdit: () => void;
} {
  const { issues } = use(FormContext);
  const [edited, setEdited] = useState<Context["issues"]>();
  const issue = name === undefined || edited === issues ? undefined : issues.get(name);
  return { issue, onEdit: () => setEdited(issues) };
}

/** A form whose mistakes are told by the server, each beside its field. The first of them gets the focus. */
export function Form({ onSubmit, error, isReadOnly = false, choice, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const issues = useMemo(
    () => new Map(problemOf(error)?.issues?.map(({ path, message }) => [path.join("."), message])),
    [error],
  );
  useEffect(() => {
    const field = form.current?.querySelector("[data-invalid] :is(input, textarea, button)");
    if (field instanceof HTMLElement) field.focus();
  }, [error]);
  const context = useMemo(() => ({ isReadOnly, issues }), [isReadOnly, issues]);
  return (
    <AriaForm
      ref={form}
      className={styles.form ?? ""}
      // The server says what is wrong, in the language of the page; the browser in its own.
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(new FormData(event.currentTarget, submitterOf(event.nativeEvent)));
      }}
    >
      <FormContext value={context}>{children}</FormContext>
      {Boolean(error) && <Refusal error={error} />}
      {choice !== undefined && problemOf(error)?.code === "stale" && <Choose {...choice} />}
    </AriaForm>
  );
}

function submitterOf(event: Event): HTMLElement | null {
  return event instanceof SubmitEvent ? event.submitter : null;
}

function Choose({ take, keep }: StaleChoice) {
  return (
    <div className={styles.actions}>
      <Button onPress={take}>{text.form.take}</Button>
      <Button onPress={keep}>{text.form.keepMine}</Button>
    </div>
  );
}

interface ActionsProps {
  isNew: boolean;
  isBusy: boolean;
  /** Deletes what the form shows. */
  onRemove?: () => void;
  /** What is asked before it is deleted. */
  question?: string;
}

/** Saves what a form holds, or deletes what it shows; nothing for those who may not. */
export function FormActions({ isNew, isBusy, onRemove, question = "" }: ActionsProps) {
  if (useIsReadOnly()) return null;
  return (
    <div className={styles.actions}>
      <Button type="submit" isPrimary isDisabled={isBusy}>
        {isNew ? text.form.create : text.form.save}
      </Button>
      {!isNew && onRemove !== undefined && (
        <AskingButton question={question} isDisabled={isBusy} onConfirm={onRemove}>
          {text.form.remove}
        </AskingButton>
      )}
    </div>
  );
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
