import type { ReactNode, RefObject } from "react";
import { Dialog, Popover } from "react-aria-components";
import menu from "./menu.module.css";
import styles from "./popup.module.css";

interface Props {
  /** The button that opened it, to which the focus returns. */
  trigger: RefObject<HTMLButtonElement | null>;
  label: string;
  onClose: () => void;
  children: ReactNode;
}

/** The controls of a popup that is open. */
export function PopupPopover({ trigger, label, onClose, children }: Props) {
  return (
    <Popover
      className={menu.popover ?? ""}
      triggerRef={trigger}
      placement="bottom start"
      isOpen
      onOpenChange={onClose}
    >
      <Dialog className={styles.content ?? ""} aria-label={label}>
        {children}
      </Dialog>
    </Popover>
  );
}
