import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { Button } from "../../../ui/button.tsx";
import { useKeptFocus } from "../../../ui/use-kept-focus.ts";
import styles from "./panel.module.css";
import { text } from "./text.ts";

interface Props {
  label: string;
  heading: ReactNode;
  /** Another number has the panel take the focus; 0 leaves it where it is. */
  focus: number;
  onClose: () => void;
  children: ReactNode;
}

/** The side panel of the board. Escape closes it. */
export function PanelFrame({ label, heading, focus, onClose, children }: Props) {
  const panel = useRef<HTMLElement>(null);
  useKeptFocus(panel);
  useEffect(() => {
    if (focus > 0) panel.current?.focus();
  }, [focus]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Escape closes it from each of its controls
    <aside
      ref={panel}
      className={styles.panel}
      aria-label={label}
      tabIndex={-1}
      onKeyDown={(event) => isToClose(event) && onClose()}
    >
      <header className={styles.head}>
        {heading}
        <Button aria-label={text.close} onPress={onClose}>
          ×
        </Button>
      </header>
      {children}
    </aside>
  );
}

/** The Escape that closes a list or a menu is not for the panel. */
function isToClose({ key, target, currentTarget }: KeyboardEvent): boolean {
  if (key !== "Escape" || !(target instanceof Element) || !currentTarget.contains(target))
    return false;
  return target.role !== "combobox" || target.ariaExpanded !== "true";
}
