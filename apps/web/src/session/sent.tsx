import { useEffect, useRef } from "react";
import { Button } from "../ui/button.tsx";
import { Door } from "./door.tsx";
import styles from "./door.module.css";
import { text } from "./text.ts";

/** Says that a link is on its way, and what to do if it does not come. */
export function Sent({ email, onBack }: { email: string; onBack: () => void }) {
  return (
    <Door title={text.sent.title}>
      <SentNote email={email} onBack={onBack} />
    </Door>
  );
}

/** The same, within a page. */
export function SentNote({ email, onBack }: { email: string; onBack: () => void }) {
  const note = useRef<HTMLDivElement>(null);
  // The form that had the focus is gone: what is read next is this.
  useEffect(() => note.current?.focus(), []);
  return (
    <div ref={note} className={styles.sent} tabIndex={-1} role="status">
      <p className={styles.lead}>{text.sent.lead({ email })}</p>
      <p className={styles.note}>{text.sent.hint}</p>
      <Button onPress={onBack}>{text.sent.back}</Button>
    </div>
  );
}
