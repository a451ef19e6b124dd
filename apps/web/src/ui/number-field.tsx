import {
  Button,
  FieldError,
  Group,
  Input,
  Label,
  NumberField as AriaNumberField,
} from "react-aria-components";
import field from "./field.module.css";
import styles from "./number-field.module.css";

interface Props {
  label: string;
  name?: string;
  value: number;
  minValue: number;
  maxValue: number;
  onChange: (value: number) => void;
}

/** A whole number, typed or stepped. */
export function NumberField({ label, ...props }: Props) {
  return (
    <AriaNumberField {...props} className={field.field ?? ""}>
      <Label className={field.label ?? ""}>{label}</Label>
      <Group className={styles.group ?? ""}>
        <Input className={`${field.input} ${styles.input}`} />
        <Button slot="decrement" className={styles.step ?? ""}>
          −
        </Button>
        <Button slot="increment" className={styles.step ?? ""}>
          +
        </Button>
      </Group>
      <FieldError className={field.error ?? ""} />
    </AriaNumberField>
  );
}
