import type { ReactNode } from "react";
import { Dialog, DialogTrigger, Popover } from "react-aria-components";
import { Button } from "./button.tsx";
import menu from "./menu.module.css";
import styles from "./popup.module.css";

interface Props {
  label: string;
  /** What the button shows. */
  sign: ReactNode;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode;
}

/** Controls behind a button, in a popover that closes when one leaves it. */
export function Popup({ label, sign, children, ...state }: Props) {
  return (
    <DialogTrigger {...state}>
      <Button>{sign}</Button>
      <Popover className={menu.popover ?? ""} placement="bottom start">
        <Dialog className={styles.content ?? ""} aria-label={label}>
          {children}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
