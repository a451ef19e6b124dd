import { Button as AriaButton, type ButtonProps } from "react-aria-components";
import styles from "./button.module.css";

/** A button. Its text is a verb. */
export function Button(props: Omit<ButtonProps, "className">) {
  return <AriaButton {...props} className={styles.button ?? ""} />;
}
