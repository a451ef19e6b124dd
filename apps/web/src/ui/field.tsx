import {
  FieldError,
  Input,
  Label,
  Text,
  TextArea,
  TextField,
  type TextFieldProps,
} from "react-aria-components";
import styles from "./field.module.css";
import { useIsReadOnly, useIssue } from "./form.tsx";

type Props = Omit<TextFieldProps, "className" | "children"> & {
  /** Where there is no room for it, `aria-label`. */
  label?: string;
  /** Of a text that may have several. */
  lines?: number;
  placeholder?: string;
  /** What the field is for, where its label does not say it. */
  description?: string;
};

/** A labelled field of a form, with what is wrong with it below. */
export function Field({ label, lines, placeholder, description, onChange, ...props }: Props) {
  const { issue, onEdit } = useIssue(props.name);
  const isReadOnly = useIsReadOnly();
  const hint = placeholder !== undefined && { placeholder };
  return (
    <TextField
      isReadOnly={isReadOnly}
      isInvalid={issue !== undefined}
      {...props}
      onChange={(value) => {
        onEdit();
        onChange?.(value);
      }}
      className={styles.field ?? ""}
    >
      {label !== undefined && <Label className={styles.label ?? ""}>{label}</Label>}
      {lines === undefined ? (
        <Input className={styles.input ?? ""} {...hint} />
      ) : (
        <TextArea className={`${styles.input} ${styles.lines}`} rows={lines} {...hint} />
      )}
      {description !== undefined && (
        <Text slot="description" className={styles.description ?? ""}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error ?? ""}>{issue}</FieldError>
    </TextField>
  );
}
