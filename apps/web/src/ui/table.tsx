import type { ReactNode } from "react";
import {
  Cell,
  Column,
  Row,
  Table as AriaTable,
  TableBody,
  TableHeader,
} from "react-aria-components";
import styles from "./table.module.css";

/** A column of a table: its heading, and what it shows of an item. */
export interface TableColumn<Item> {
  id: string;
  label: string;
  cell: (item: Item) => ReactNode;
  /** Numbers stand to the right. */
  isNumber?: boolean;
}

interface Props<Item> {
  label: string;
  /** The first one names the item. */
  columns: readonly TableColumn<Item>[];
  items: readonly Item[];
  idOf: (item: Item) => string;
  selected?: string | undefined;
  /** Left out if there is nothing to select. */
  onSelect?: (id: string) => void;
  /** What is said in place of rows if there are none: the next step. */
  empty: ReactNode;
}

/** A list of things of one kind. A press or Enter on a row selects it; arrows move between rows. */
export function Table<Item extends object>(props: Props<Item>) {
  const { label, columns, items, idOf, selected, onSelect, empty } = props;
  return (
    <AriaTable
      className={styles.table ?? ""}
      aria-label={label}
      selectionMode={onSelect === undefined ? "none" : "single"}
      selectionBehavior="replace"
      selectedKeys={selected === undefined ? [] : [selected]}
      onRowAction={(key) => onSelect?.(String(key))}
      onSelectionChange={(keys) => {
        const [key] = keys;
        if (key !== undefined && keys !== "all") onSelect?.(String(key));
      }}
    >
      <TableHeader>
        {columns.map(({ id, label: heading, isNumber }, index) => (
          <Column key={id} id={id} isRowHeader={index === 0} className={classOf("head", isNumber)}>
            {heading}
          </Column>
        ))}
      </TableHeader>
      <TableBody renderEmptyState={() => <div className={styles.empty}>{empty}</div>}>
        {items.map((item) => (
          <Row key={idOf(item)} id={idOf(item)} className={styles.row ?? ""}>
            {columns.map(({ id, cell, isNumber }) => (
              <Cell key={id} className={classOf("cell", isNumber)}>
                {cell(item)}
              </Cell>
            ))}
          </Row>
        ))}
      </TableBody>
    </AriaTable>
  );
}

function classOf(part: "head" | "cell", isNumber = false): string {
  return `${styles[part]} ${isNumber ? styles.number : ""}`;
}
