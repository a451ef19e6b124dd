import { useChoices } from "../../../data/choices.ts";
import { ComboBox } from "../../../ui/combo-box.tsx";
import { Field } from "../../../ui/field.tsx";
import { NumberField } from "../../../ui/number-field.tsx";
import { Select } from "../../../ui/select.tsx";
import styles from "./panel.module.css";
import { text } from "./text.ts";

/** What a position needs, as a form has it. */
export interface PositionDraft {
  skill: string | null;
  min_level: number | null;
  count: number;
  label: string;
}

export const emptyPosition: PositionDraft = { skill: null, min_level: null, count: 1, label: "" };

/** What the server takes. */
export function positionOf({ label, ...draft }: PositionDraft) {
  return { ...draft, label: label.trim() || null };
}

const levels = [
  { value: "0", label: text.positions.anyLevel },
  ...[1, 2, 3].map((level) => ({
    value: String(level),
    label: text.positions.atLevel({ level }),
  })),
];

interface Props {
  draft: PositionDraft;
  /** The place of the position among those that are sent: the server names it in what it refuses. */
  index: number;
  /** The skill that it has, in case that others are not loaded yet. */
  present?: { value: string; label: string } | undefined;
  onChange: (draft: PositionDraft) => void;
}

/** The fields of a position: how many people, with which skill. */
export function PositionFields({ draft, index, present, onChange }: Props) {
  const { skill: options } = useChoices();
  const isKnown = options.some(({ value }) => value === present?.value);
  const name = (field: string) => `positions.${index}.${field}`;
  return (
    <div className={styles.fields}>
      <ComboBox
        opensOnFocus={false}
        label={text.positions.skill}
        name={name("skill")}
        options={present === undefined || isKnown ? options : [present, ...options]}
        value={draft.skill ?? undefined}
        placeholder={text.positions.anySkill}
        onChange={(skill) => onChange({ ...draft, skill: skill ?? null })}
      />
      <NumberField
        label={text.positions.count}
        name={name("count")}
        value={draft.count}
        minValue={1}
        maxValue={500}
        onChange={(count) => onChange({ ...draft, count: Number.isNaN(count) ? 1 : count })}
      />
      <Select
        label={text.positions.level}
        options={levels}
        value={String(draft.min_level ?? 0)}
        onChange={(level) => onChange({ ...draft, min_level: Number(level) || null })}
      />
      <Field
        label={text.positions.label}
        name={name("label")}
        value={draft.label}
        onChange={(label) => onChange({ ...draft, label })}
      />
    </div>
  );
}
