import {
  Button,
  ComboBox as AriaComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
} from "react-aria-components";
import styles from "./combo-box.module.css";
import field from "./field.module.css";
import menu from "./menu.module.css";

interface Props {
  label: string;
  name?: string;
  options: readonly { value: string; label: string }[];
  value: string | undefined;
  /** What the field shows while nothing is chosen. */
  placeholder?: string;
  /** Called with undefined when the field is emptied. */
  onChange: (value: string | undefined) => void;
}

/** One of many values, found by typing a part of its name. */
export function ComboBox({ label, options, value, placeholder, onChange, ...props }: Props) {
  return (
    <AriaComboBox
      {...props}
      className={field.field ?? ""}
      defaultItems={options}
      menuTrigger="focus"
      selectedKey={value ?? null}
      onSelectionChange={(key) => onChange(key === null ? undefined : String(key))}
    >
      <Label className={field.label ?? ""}>{label}</Label>
      <div className={styles.box}>
        <Input className={field.input ?? ""} {...(placeholder !== undefined && { placeholder })} />
        <Button className={styles.open ?? ""}>▾</Button>
      </div>
      <FieldError className={field.error ?? ""} />
      <Popover className={menu.popover ?? ""}>
        <ListBox className={`${menu.menu} ${styles.list}`}>
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
