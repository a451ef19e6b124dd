import { Menu } from "../../ui/menu.tsx";
import { Search } from "../../ui/search.tsx";
import { withFilter } from "../model/filters.ts";
import { groupings } from "../model/rows.ts";
import type { View } from "../model/view.ts";
import { text } from "../text.ts";
import styles from "./corner.module.css";
import { rowFilterId } from "./focus-store.ts";

interface Props {
  view: View;
  onChange: (view: View) => void;
}

/** Above the names of rows: what the rows are, and which of them are shown. */
export function Corner({ view, onChange }: Props) {
  return (
    <div id={rowFilterId} className={styles.corner}>
      <Menu
        label={`${text.board[view.rows]} ▾ ${text.board.rows}`}
        sign={`${text.board[view.rows]} ▾`}
        items={groupings.map((id) => ({
          id,
          label: text.board[id],
          onAction: () => onChange({ ...view, rows: id }),
        }))}
      />
      <Search
        label={text.filters.rowsNamed}
        value={view.q ?? ""}
        onChange={(q) => onChange(withFilter(view, { q }))}
      />
    </div>
  );
}
