import type { ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import styles from "./sheet.module.css";

interface Props {
  title: string;
  /** Whether the title is in sight. */
  isTitled?: boolean;
  onClose: () => void;
  children: ReactNode;
}

/** What is read or chosen for a moment, above the screen. Escape, or a press beside it, closes it. */
export function Sheet({ title, isTitled = true, onClose, children }: Props) {
  return (
    <ModalOverlay
      className={styles.overlay ?? ""}
      isOpen
      isDismissable
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Modal className={styles.sheet ?? ""}>
        <Dialog className={styles.content ?? ""} {...(!isTitled && { "aria-label": title })}>
          {isTitled && (
            <Heading slot="title" level={2} className={styles.title ?? ""}>
              {title}
            </Heading>
          )}
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
