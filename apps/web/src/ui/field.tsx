import { FieldError, Input, Label, TextField, type TextFieldProps } from "react-aria-components";
import styles from "./field.module.css";

type Props = Omit<TextFieldProps, "className" | "children"> & { label: string };

/** A labelled field of a form, with what is wrong with it below. */
export function Field({ label, ...props }: Props) {
  return (
    <TextField {...props} className={styles.field ?? ""}>
      <Label className={styles.label ?? ""}>{label}</Label>
      <Input className={styles.input ?? ""} />
      <FieldError className={styles.error ?? ""} />
    </TextField>
  );
}
