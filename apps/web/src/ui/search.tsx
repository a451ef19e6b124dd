import { Input } from "react-aria-components";
import styles from "./search.module.css";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** A field to search by; Escape empties it. The board shows one at once: a `SearchField` is four times as much to load. */
export function Search({ label, value, onChange }: Props) {
  return (
    <Input
      type="search"
      className={styles.input ?? ""}
      aria-label={label}
      placeholder={label}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || value === "") return;
        // What is around it stays open.
        event.preventDefault();
        event.stopPropagation();
        onChange("");
      }}
    />
  );
}
