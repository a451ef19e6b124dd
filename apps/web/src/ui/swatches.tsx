import { Label, Radio, RadioGroup } from "react-aria-components";
import field from "./field.module.css";
import { useIsReadOnly } from "./form.tsx";
import styles from "./swatches.module.css";

interface Props {
  label: string;
  name: string;
  defaultValue: string;
  /** Values are colours as `#rrggbb`, or empty for none. */
  options: readonly { value: string; label: string }[];
}

/** One of several colours, in a form: each with its name, for those who tell some apart less well. */
export function Swatches({ label, name, defaultValue, options }: Props) {
  const isReadOnly = useIsReadOnly();
  return (
    <RadioGroup
      className={field.field ?? ""}
      name={name}
      defaultValue={defaultValue}
      isReadOnly={isReadOnly}
    >
      <Label className={field.label ?? ""}>{label}</Label>
      <div className={styles.swatches}>
        {options.map(({ value, label: colour }) => (
          <Radio key={value} value={value} className={styles.option ?? ""}>
            <Swatch colour={value} />
            {colour}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}

/** A spot of a colour, or of none. */
export function Swatch({ colour }: { colour: string | null }) {
  return (
    <span
      className={styles.swatch}
      data-none={!colour || undefined}
      style={colour ? { "--hue": colour } : {}}
      aria-hidden
    />
  );
}
