import { Checkbox as AriaCheckbox, type CheckboxProps } from "react-aria-components";
import styles from "./checkbox.module.css";

type Props = Omit<CheckboxProps, "className" | "children"> & { label: string };

/** A yes or no, in a form. */
export function Checkbox({ label, ...props }: Props) {
  return (
    <AriaCheckbox {...props} className={styles.checkbox ?? ""}>
      <span className={styles.box} aria-hidden />
      {label}
    </AriaCheckbox>
  );
}
