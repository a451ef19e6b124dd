import type { LabourSettings } from "@coulisses/client";
import { type Rule, useSaveWorkingTime } from "../data/working-time.ts";
import { useReader } from "../frame/reader.ts";
import { useState } from "react";
import refusal from "../ui/refusal.module.css";
import { Button } from "../ui/button.tsx";
import { Checkbox } from "../ui/checkbox.tsx";
import { Field } from "../ui/field.tsx";
import { Form, fieldOf } from "../ui/form.tsx";
import form from "../ui/form.module.css";
import { Select } from "../ui/select.tsx";
import { text as shared } from "../ui/text.ts";
import { type Figure, figuresOf, parseFigure, shownAs, typedAs } from "./figures.ts";
import styles from "./settings.module.css";
import { roles, text } from "./text.ts";

const levels = Object.entries(text.workingTime.levels).map(([value, label]) => ({ value, label }));

/** The levels that a rule may have, from the strongest on: those of public order are never below their own. */
function levelsOf({ public_order }: Rule): typeof levels {
  const least = levels.findIndex(({ value }) => value === public_order?.least_level);
  return least === -1 ? levels : levels.slice(0, least + 1);
}

interface Props {
  rule: Rule;
  settings: LabourSettings;
}

/** A working-time rule: whether it applies, what its findings do, and the figures of an agreement. */
export function RuleForm({ rule, settings }: Props) {
  const { role } = useReader();
  const save = useSaveWorkingTime();
  const [unread, setUnread] = useState<string>();
  const figures = figuresOf(rule);
  const { [rule.id]: own, ...others } = settings.rules;
  const send = (rules: LabourSettings["rules"]) =>
    save.mutate({ rules, expected_version: settings.version });

  function submit(fields: FormData): void {
    const level = fieldOf(fields, "level");
    const typed = figures.map(
      ({ name, range }) => [name, parseFigure(fieldOf(fields, name), range.unit)] as const,
    );
    const wrong = figures[typed.findIndex(([, value]) => value === undefined)];
    setUnread(wrong?.label);
    if (wrong !== undefined) return;
    const limits = typed.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
    send({
      ...others,
      [rule.id]: {
        ...(rule.public_order === null && { on: fields.has("on") }),
        ...(isLevel(level) && { level }),
        limits: Object.fromEntries(limits),
      },
    });
  }

  if (role !== "admin") return <RuleFacts rule={rule} />;
  return (
    <Form onSubmit={submit} error={save.error}>
      <About rule={rule} />
      <Standing rule={rule} />
      {figures.map((figure) => (
        <FigureField key={figure.name} figure={figure} />
      ))}
      {unread !== undefined && (
        <p className={refusal.refusal} role="alert">
          {text.workingTime.unread({ label: unread })}
        </p>
      )}
      <div className={form.actions}>
        <Button type="submit" isPrimary isDisabled={save.isPending}>
          {shared.form.save}
        </Button>
        {own !== undefined && (
          <Button isDisabled={save.isPending} onPress={() => send(others)}>
            {text.workingTime.reset}
          </Button>
        )}
      </div>
    </Form>
  );
}

/** Whether a rule applies, and what its findings do; or why that is not for an agreement to say. */
function Standing({ rule }: { rule: Rule }) {
  const allowed = levelsOf(rule);
  return (
    <>
      {rule.public_order === null ? (
        <Checkbox label={text.workingTime.on} name="on" value="yes" defaultSelected={rule.on} />
      ) : (
        <p className={styles.note}>{sentence(rule.public_order.reason)}</p>
      )}
      {allowed.length > 1 ? (
        <Select
          label={text.workingTime.level}
          name="level"
          options={allowed}
          defaultValue={rule.level}
        />
      ) : (
        <p>{text.workingTime.levels[rule.level]}</p>
      )}
    </>
  );
}

/** Shows whom a rule concerns, its articles, and a few words of each. */
function About({ rule: { whom, reference, quotes } }: { rule: Rule }) {
  return (
    <>
      <p className={styles.note}>{whom}</p>
      <p className={styles.note}>{reference}</p>
      {quotes.map(({ article, text: words }) => (
        <p key={`${article} ${words}`} className={styles.note}>
          {article} : «\u00A0<span lang="fr">{words}</span>\u00A0»
        </p>
      ))}
    </>
  );
}

/** A figure, with the range that an agreement may set and its reason. */
function FigureField({ figure: { name, label, value, range } }: { figure: Figure }) {
  return (
    <Field
      label={label}
      name={name}
      defaultValue={typedAs(value, range.unit)}
      description={sentence(range.reason)}
      isRequired
    />
  );
}

function sentence(words: string): string {
  return words.slice(0, 1).toLocaleUpperCase() + words.slice(1);
}

/** What a rule is, to those who may not change it. */
function RuleFacts({ rule }: { rule: Rule }) {
  const { role } = useReader();
  return (
    <div className={styles.stack}>
      <About rule={rule} />
      <dl className={styles.facts}>
        <dt>{text.workingTime.level}</dt>
        <dd>{rule.on ? text.workingTime.levels[rule.level] : text.workingTime.off}</dd>
        {figuresOf(rule).map(({ name, label, value, range }) => (
          <div key={name} className={styles.pair}>
            <dt>{label}</dt>
            <dd>{shownAs(value, range.unit)}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>{text.readOnly({ role: roles.names[role] })}</p>
    </div>
  );
}

function isLevel(level: string): level is Rule["level"] {
  return level in text.workingTime.levels;
}
