import type { RefObject } from "react";
import { Button as AriaButton, type ButtonProps } from "react-aria-components";
import styles from "./button.module.css";

type Props = Omit<ButtonProps, "className"> & {
  ref?: RefObject<HTMLButtonElement | null>;
  /** Whether it does what most people want next: one of a screen or form. */
  isPrimary?: boolean;
  /** Whether it stands back: one of many. */
  isQuiet?: boolean;
};

/** A button. Its text is a verb. */
export function Button({ isPrimary = false, isQuiet = false, ...props }: Props) {
  return (
    <AriaButton
      {...props}
      className={styles.button ?? ""}
      data-primary={isPrimary || undefined}
      data-quiet={isQuiet || undefined}
    />
  );
}
