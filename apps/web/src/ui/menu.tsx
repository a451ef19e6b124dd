import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { Button } from "./button.tsx";
import styles from "./menu.module.css";

interface Props {
  label: string;
  /** What the button shows. */
  sign: string;
  items: readonly { id: string; label: string; href?: string; onAction?: () => void }[];
}

/** Commands that are seldom needed, behind a button. */
export function Menu({ label, sign, items }: Props) {
  return (
    <MenuTrigger>
      <Button aria-label={label}>{sign}</Button>
      <Popover className={styles.popover ?? ""} placement="bottom end">
        <AriaMenu className={styles.menu ?? ""} aria-label={label}>
          {items.map(({ id, label: name, ...does }) => (
            <MenuItem key={id} id={id} className={styles.item ?? ""} {...does}>
              {name}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
