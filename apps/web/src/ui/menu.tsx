import { lazy, Suspense, useRef, useState } from "react";
import { Button } from "./button.tsx";
import type { Command } from "./menu-popover.tsx";

/** Loaded when a menu is opened first: no screen waits for it. */
const MenuPopover = lazy(async () => ({
  default: (await import("./menu-popover.tsx")).MenuPopover,
}));

interface Props {
  label: string;
  /** What the button shows. */
  sign: string;
  items: readonly Command[];
}

/** Commands that are seldom needed, behind a button. */
export function Menu({ label, sign, items }: Props) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        ref={trigger}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPress={() => setOpen(true)}
        onKeyDown={({ key }) => {
          if (key === "ArrowDown") setOpen(true);
        }}
      >
        {sign}
      </Button>
      {isOpen && (
        <Suspense>
          <MenuPopover
            trigger={trigger}
            label={label}
            items={items}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
