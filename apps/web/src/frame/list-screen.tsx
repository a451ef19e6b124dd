import type { ComponentProps } from "react";
import type { Selection } from "../routes/selection.ts";
import { ListWithForm } from "../ui/list-with-form.tsx";
import { Search } from "../ui/search.tsx";
import { Frame } from "./frame.tsx";
import { useMayPlan } from "./reader.ts";

type Props<Item extends object> = Pick<
  ComponentProps<typeof ListWithForm<Item>>,
  "list" | "columns" | "idOf" | "nameOf" | "form"
> & {
  text: {
    title: string;
    search: string;
    add: string;
    /** What is said if there are none, and if none is found. */
    none: string;
    notFound: string;
  };
  selection: Selection;
  /** A search takes the place of the one before in the history of the browser. */
  onChange: (selection: Selection, replace: boolean) => void;
};

/** A screen that lists things of one kind: they are searched, and one of them is changed in a form beside the list. */
export function ListScreen<Item extends object>({
  text,
  selection,
  onChange,
  ...list
}: Props<Item>) {
  const mayPlan = useMayPlan();
  const { selected, ...unselected } = selection;
  const select = (id: string | undefined) =>
    onChange({ ...unselected, ...(id !== undefined && { selected: id }) }, false);
  return (
    <Frame
      title={text.title}
      tools={
        <Search
          label={text.search}
          value={selection.q ?? ""}
          onChange={(q) => onChange({ ...unselected, q }, true)}
        />
      }
      {...(mayPlan && { add: { label: text.add, onPress: () => select("new") } })}
    >
      <ListWithForm
        {...list}
        label={text.title}
        newName={text.add}
        empty={selection.q === undefined ? text.none : text.notFound}
        selected={selected}
        onSelect={select}
      />
    </Frame>
  );
}
