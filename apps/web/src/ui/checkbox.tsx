import { Checkbox as AriaCheckbox, type CheckboxProps } from "react-aria-components";
import styles from "./checkbox.module.css";
import { useIsReadOnly } from "./form.tsx";

type Props = Omit<CheckboxProps, "className" | "children"> & { label: string };

/** A yes or no, in a form. */
export function Checkbox({ label, ...props }: Props) {
  const isReadOnly = useIsReadOnly();
  return (
    <AriaCheckbox isReadOnly={isReadOnly} {...props} className={styles.checkbox ?? ""}>
      <span className={styles.box} aria-hidden />
      {label}
    </AriaCheckbox>
  );
}
