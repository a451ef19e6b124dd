import {
  Button,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Select as AriaSelect,
  SelectValue,
  type SelectProps,
  Text,
} from "react-aria-components";
import field from "./field.module.css";
import { useIsReadOnly, useIssue } from "./form.tsx";
import menu from "./menu.module.css";
import styles from "./select.module.css";

type Props = Omit<SelectProps, "className" | "children" | "placeholder"> & {
  /** Where there is no room for it, `aria-label`. */
  label?: string;
  /** What the field is for, where its label does not say it. */
  description?: string;
  options: readonly { value: string; label: string }[];
};

/** One of several values, in a form. */
export function Select({ label, description, options, ...props }: Props) {
  const isReadOnly = useIsReadOnly();
  const { issue } = useIssue(props.name);
  return (
    <AriaSelect
      isDisabled={isReadOnly}
      isInvalid={issue !== undefined}
      {...props}
      className={field.field ?? ""}
    >
      {label !== undefined && <Label className={field.label ?? ""}>{label}</Label>}
      <Button className={styles.button ?? ""}>
        <SelectValue className={styles.value ?? ""} />
        <span aria-hidden>▾</span>
      </Button>
      {description !== undefined && (
        <Text slot="description" className={field.description ?? ""}>
          {description}
        </Text>
      )}
      <FieldError className={field.error ?? ""}>{issue}</FieldError>
      <Popover className={menu.popover ?? ""}>
        <ListBox className={menu.menu ?? ""}>
          {options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} className={menu.item ?? ""}>
              {option.label}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
