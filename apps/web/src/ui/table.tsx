import type { ReactNode } from "react";
import {
  Cell,
  Column,
  Row,
  type SortDescriptor,
  Table as AriaTable,
  TableBody,
  TableHeader,
} from "react-aria-components";
import styles from "./table.module.css";
import { useIsNarrow } from "./use-is-narrow.ts";

/** A column of a table: its heading, and what it shows of an item. */
export interface TableColumn<Item> {
  id: string;
  label: string;
  cell: (item: Item) => ReactNode;
  /** Numbers stand to the right. */
  isNumber?: boolean;
  isSortable?: boolean;
  /** Whether it names the item; by default the first one does. */
  isName?: boolean;
  /** It is left out on a phone. */
  isMinor?: boolean;
}

/** By which column a table is sorted. */
interface TableSort {
  column: string;
  isDescending: boolean;
}

interface Props<Item> {
  label: string;
  columns: readonly TableColumn<Item>[];
  items: readonly Item[];
  idOf: (item: Item) => string;
  selected?: string | undefined;
  /** Left out if there is nothing to select. */
  onSelect?: (id: string) => void;
  /** What is said in place of rows if there are none: the next step. */
  empty: ReactNode;
  sort?: TableSort;
  onSort?: (sort: TableSort) => void;
}

/** A list of things of one kind. A press or Enter on a row selects it; arrows move between rows. */
export function Table<Item extends object>(props: Props<Item>) {
  const isNarrow = useIsNarrow();
  const { label, items, idOf, selected, onSelect, empty, sort, onSort } = props;
  const columns = props.columns.filter(({ isMinor }) => !isNarrow || isMinor !== true);
  const name = columns.find(({ isName }) => isName) ?? columns[0];
  return (
    <AriaTable
      className={styles.table ?? ""}
      aria-label={label}
      selectionMode={onSelect === undefined ? "none" : "single"}
      selectionBehavior="replace"
      selectedKeys={selected === undefined ? [] : [selected]}
      {...(sort !== undefined && { sortDescriptor: descriptorOf(sort) })}
      onSortChange={({ column, direction }) =>
        onSort?.({ column: String(column), isDescending: direction === "descending" })
      }
      onRowAction={(key) => onSelect?.(String(key))}
      onSelectionChange={(keys) => {
        const [key] = keys;
        if (key !== undefined && keys !== "all") onSelect?.(String(key));
      }}
    >
      <TableHeader>
        {columns.map(({ id, label: heading, isNumber, isSortable = false }) => (
          <Column
            key={id}
            id={id}
            isRowHeader={id === name?.id}
            allowsSorting={isSortable}
            className={classOf("head", isNumber)}
          >
            {({ sortDirection }) => (
              <>
                {heading}
                {sortDirection !== undefined && <span aria-hidden> {signs[sortDirection]}</span>}
              </>
            )}
          </Column>
        ))}
      </TableHeader>
      <TableBody renderEmptyState={() => <div className={styles.empty}>{empty}</div>}>
        {items.map((item) => (
          <Row key={idOf(item)} id={idOf(item)} className={styles.row ?? ""}>
            {columns.map(({ id, cell, isNumber }) => (
              <Cell
                key={id}
                className={classOf("cell", isNumber)}
                data-name={id === name?.id || undefined}
              >
                {cell(item)}
              </Cell>
            ))}
          </Row>
        ))}
      </TableBody>
    </AriaTable>
  );
}

const signs = { ascending: "↑", descending: "↓" };

function descriptorOf({ column, isDescending }: TableSort): SortDescriptor {
  return { column, direction: isDescending ? "descending" : "ascending" };
}

function classOf(part: "head" | "cell", isNumber = false): string {
  return `${styles[part]} ${isNumber ? styles.number : ""}`;
}
