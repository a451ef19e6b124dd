import { useState } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useGoOn } from "../data/session.ts";
import type { Reader } from "../frame/reader.ts";
import { Button } from "../ui/button.tsx";
import { Refusal } from "../ui/refusal.tsx";
import { SentNote } from "./sent.tsx";
import styles from "./session-ended.module.css";
import { SignInForm } from "./sign-in-form.tsx";
import { text } from "./text.ts";

/** Says that the session has ended while somebody worked. What is on the screen stays, and goes on after sign-in. */
export function SessionEnded({ reader }: { reader: Reader }) {
  const [isOpen, setIsOpen] = useState(false);
  const [sentTo, setSentTo] = useState<string>();
  const goOn = useGoOn(reader);
  return (
    <div className={styles.line} role="alert">
      <p>{text.ended.said}</p>
      <Button isPrimary onPress={() => setIsOpen(true)}>
        {text.ended.action}
      </Button>
      <ModalOverlay
        className={styles.overlay ?? ""}
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        isDismissable
      >
        <Modal className={styles.modal ?? ""}>
          <Dialog className={styles.dialog ?? ""}>
            <header className={styles.head}>
              <Heading slot="title" level={2}>
                {text.ended.title}
              </Heading>
              <Button aria-label={text.ended.close} onPress={() => setIsOpen(false)}>
                ×
              </Button>
            </header>
            {sentTo === undefined ? (
              <SignInForm isAgain onSignedIn={() => goOn.mutate()} onSent={setSentTo} />
            ) : (
              <SentNote email={sentTo} onBack={() => setSentTo(undefined)} />
            )}
            {goOn.error !== null && <Refusal error={goOn.error} />}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </div>
  );
}
