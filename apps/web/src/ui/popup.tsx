import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { Button } from "./button.tsx";

/** Loaded when a popup is opened first: no screen waits for it. */
const PopupPopover = lazy(async () => ({
  default: (await import("./popup-popover.tsx")).PopupPopover,
}));

interface Props {
  label: string;
  /** What the button shows. */
  sign: ReactNode;
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode;
}

/** Controls behind a button, in a popover that closes when one leaves it. */
export function Popup({ label, sign, children, onOpenChange, ...state }: Props) {
  const trigger = useRef<HTMLButtonElement>(null);
  const [isOpenItself, setOpenItself] = useState(false);
  const isOpen = state.isOpen ?? isOpenItself;
  const change = (next: boolean) => {
    setOpenItself(next);
    onOpenChange?.(next);
  };
  return (
    <>
      <Button
        ref={trigger}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPress={() => change(true)}
      >
        {sign}
      </Button>
      {isOpen && (
        <Suspense>
          <PopupPopover trigger={trigger} label={label} onClose={() => change(false)}>
            {children}
          </PopupPopover>
        </Suspense>
      )}
    </>
  );
}
