import {
  Button,
  ComboBox as AriaComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from "react-aria-components";
import styles from "./combo-box.module.css";
import field from "./field.module.css";
import { useIsReadOnly, useIssue } from "./form.tsx";
import menu from "./menu.module.css";
import { text } from "./text.ts";

interface Props {
  label: string;
  name?: string;
  options: readonly { value: string; label: string }[];
  value?: string | undefined;
  /** In a form, which gets the value by the name. */
  defaultValue?: string;
  isRequired?: boolean;
  /** What the field is for, where its label does not say it. */
  description?: string;
  /** What the field shows while nothing is chosen. */
  placeholder?: string;
  isReadOnly?: boolean;
  isInvalid?: boolean;
  /** Whether the list opens as soon as the field has the focus: by default not in a form. */
  opensOnFocus?: boolean;
  /** Called with undefined when the field is emptied. Left out in a form. */
  onChange?: (value: string | undefined) => void;
}

/** One of many values, found by typing a part of its name. */
export function ComboBox({ label, options, placeholder, ...props }: Props) {
  const { name, isRequired = false, opensOnFocus = props.onChange !== undefined } = props;
  const isFormReadOnly = useIsReadOnly();
  const { issue } = useIssue(name);
  return (
    <AriaComboBox
      {...(name !== undefined && { name })}
      {...choiceOf(props)}
      className={field.field ?? ""}
      // The list opens also while what it will hold is loaded.
      allowsEmptyCollection
      defaultItems={options}
      menuTrigger={opensOnFocus ? "focus" : "input"}
      isRequired={isRequired}
      isReadOnly={props.isReadOnly ?? isFormReadOnly}
      isInvalid={props.isInvalid ?? issue !== undefined}
    >
      <Label className={field.label ?? ""}>{label}</Label>
      <div className={styles.box}>
        <Input className={field.input ?? ""} {...(placeholder !== undefined && { placeholder })} />
        <Button className={styles.open ?? ""}>▾</Button>
      </div>
      {props.description !== undefined && (
        <Text slot="description" className={field.description ?? ""}>
          {props.description}
        </Text>
      )}
      <FieldError className={field.error ?? ""}>{issue}</FieldError>
      <Popover className={menu.popover ?? ""}>
        <ListBox
          className={`${menu.menu} ${styles.list}`}
          renderEmptyState={() => <p className={styles.none}>{text.form.none}</p>}
        >
          {(option: Props["options"][number]) => (
            <ListBoxItem id={option.value} textValue={option.label} className={menu.item ?? ""}>
              {option.label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  );
}

/** What is chosen: kept by a form, or else by the screen. */
function choiceOf({ value, defaultValue, onChange }: Omit<Props, "label" | "options">) {
  if (onChange === undefined) return { defaultSelectedKey: defaultValue ?? null };
  return {
    selectedKey: value ?? null,
    onSelectionChange: (key: string | number | null) =>
      onChange(key === null ? undefined : String(key)),
  };
}
