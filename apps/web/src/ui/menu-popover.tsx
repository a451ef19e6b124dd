import type { RefObject } from "react";
import { Menu as AriaMenu, MenuItem, Popover } from "react-aria-components";
import styles from "./menu.module.css";

/** A command of a menu, or a link. */
export interface Command {
  id: string;
  label: string;
  href?: string;
  onAction?: () => void;
}

interface Props {
  /** The button that opened it, to which the focus returns. */
  trigger: RefObject<HTMLButtonElement | null>;
  label: string;
  items: readonly Command[];
  onClose: () => void;
}

/** The commands of a menu that is open. */
export function MenuPopover({ trigger, label, items, onClose }: Props) {
  return (
    <Popover
      className={styles.popover ?? ""}
      triggerRef={trigger}
      aria-label={label}
      placement="bottom end"
      isOpen
      onOpenChange={onClose}
    >
      <AriaMenu
        className={styles.menu ?? ""}
        aria-label={label}
        autoFocus="first"
        onClose={onClose}
      >
        {items.map(({ id, label: name, ...does }) => (
          <MenuItem key={id} id={id} className={styles.item ?? ""} {...does}>
            {name}
          </MenuItem>
        ))}
      </AriaMenu>
    </Popover>
  );
}
