import { Input, SearchField } from "react-aria-components";
import styles from "./search.module.css";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** A field to search by. */
export function Search({ label, value, onChange }: Props) {
  return (
    <SearchField aria-label={label} value={value} onChange={onChange}>
      <Input className={styles.input ?? ""} placeholder={label} />
    </SearchField>
  );
}
