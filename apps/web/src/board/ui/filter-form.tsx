import { useChoices } from "../../data/choices.ts";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Choice } from "../../ui/choice.tsx";
import { ComboBox } from "../../ui/combo-box.tsx";
import { activeFilters, type FilterChange, withFilter, withoutFilters } from "../model/filters.ts";
import type { View } from "../model/view.ts";
import { text } from "../text.ts";

const statuses = ["all", "draft", "published", "cancelled"] as const;

interface Props {
  view: View;
  onChange: (view: View) => void;
}

/** The filters of the board. Each change is shown at once. */
export function FilterForm({ view, onChange }: Props) {
  const choices = useChoices();
  const set = (change: FilterChange) => onChange(withFilter(view, change));
  return (
    <>
      {(["venue", "production", "skill", "person"] as const).map((name) => (
        <ComboBox
          // Its options come later than the field, and it keeps the first ones.
          key={`${name} ${choices[name].length}`}
          label={text.filters[name]}
          options={choices[name]}
          value={view[name]}
          placeholder={text.filters.all}
          onChange={(value) => set({ [name]: value })}
        />
      ))}
      <Choice
        label={text.filters.status}
        value={view.status ?? "all"}
        options={statuses.map((value) => ({ value, label: text.statuses[value] }))}
        onChange={(value) => set({ status: value === "all" ? undefined : value })}
      />
      {(["unfilled", "findings"] as const).map((name) => (
        <Checkbox
          key={name}
          label={text.filters[name]}
          isSelected={view[name] ?? false}
          onChange={(isOn) => set({ [name]: isOn || undefined })}
        />
      ))}
      <Button
        isDisabled={activeFilters(view).length === 0}
        onPress={() => onChange(withoutFilters(view))}
      >
        {text.filters.clear}
      </Button>
    </>
  );
}
