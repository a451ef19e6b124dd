import type { ComponentProps, ReactNode } from "react";
import { Aside } from "./aside.tsx";
import { ListWithAside } from "./list-with-aside.tsx";
import { Table } from "./table.tsx";

type Props<Item extends object> = Pick<
  ComponentProps<typeof Table<Item>>,
  "label" | "columns" | "idOf" | "empty"
> & {
  list: ComponentProps<typeof ListWithAside>["list"] & { data: Item[] | undefined };
  /** The id of what the form shows, or `new`. */
  selected: string | undefined;
  /** Called with undefined when the form is closed. */
  onSelect: (id: string | undefined) => void;
  nameOf: (item: Item) => string;
  /** The title of the form of a new one. */
  newName: string;
  /** The form of what is selected; of a new one without an item. */
  form: (item: Item | undefined, onDone: () => void) => ReactNode;
};

/** A list of things of one kind, and beside it the form of one of them. */
export function ListWithForm<Item extends object>(props: Props<Item>) {
  const { list, selected, onSelect, nameOf, newName, form, ...table } = props;
  const items = list.data ?? [];
  const item = items.find((one) => table.idOf(one) === selected);
  const close = () => onSelect(undefined);
  return (
    <ListWithAside
      list={list}
      aside={
        (item !== undefined || selected === "new") && (
          <Aside key={selected} title={item ? nameOf(item) : newName} onClose={close}>
            {form(item, close)}
          </Aside>
        )
      }
    >
      <Table {...table} items={items} selected={selected} onSelect={onSelect} />
    </ListWithAside>
  );
}
