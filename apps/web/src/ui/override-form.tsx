import { useState } from "react";
import { Input, Label, TextField } from "react-aria-components";
import { useReader } from "../frame/reader.ts";
import { Button } from "./button.tsx";
import field from "./field.module.css";
import { lawText } from "./text.ts";
import styles from "./refusal.module.css";

/** Asks those who may override what blocks for their reason, and tells the others who may. */
export function OverrideForm({ onSend }: { onSend: (reason: string) => void }) {
  const { role } = useReader();
  const [reason, setReason] = useState("");
  if (role !== "admin") return <p className={styles.note}>{lawText.override.admins}</p>;
  return (
    <form
      className={styles.override}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== "") onSend(reason.trim());
      }}
    >
      <TextField
        className={field.field ?? ""}
        value={reason}
        onChange={setReason}
        maxLength={1000}
        isRequired
      >
        <Label className={field.label ?? ""}>{lawText.override.why}</Label>
        <Input className={field.input ?? ""} />
      </TextField>
      <p className={styles.note}>{lawText.override.note}</p>
      <div>
        <Button type="submit" isDisabled={reason.trim() === ""}>
          {lawText.override.send}
        </Button>
      </div>
    </form>
  );
}
