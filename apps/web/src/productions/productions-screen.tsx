import { useNavigate, useSearch } from "@tanstack/react-router";
import { type Production, useProductions } from "../data/productions.ts";
import { period } from "../data/times.ts";
import { ListScreen } from "../frame/list-screen.tsx";
import { Button } from "../ui/button.tsx";
import { Swatch } from "../ui/swatches.tsx";
import type { TableColumn } from "../ui/table.tsx";
import { ProductionForm } from "./production-form.tsx";
import styles from "./productions.module.css";
import { text } from "./text.ts";

const columns: TableColumn<Production>[] = [
  {
    id: "title",
    label: text.name,
    cell: ({ title, colour }) => (
      <span className={styles.title}>
        <Swatch colour={colour} />
        {title}
      </span>
    ),
  },
  { id: "period", label: text.period, cell: periodOf },
  { id: "status", label: text.status, cell: ({ status }) => text.statuses[status] },
  {
    id: "setting",
    isMinor: true,
    label: text.setting,
    cell: ({ setting }) => text.settings[setting],
  },
  {
    id: "convention",
    isMinor: true,
    label: text.convention,
    cell: ({ convention }) =>
      convention === null ? text.ofOrganisation : text.conventions[convention],
  },
];

/** What missions belong to: a list, and a form beside it. */
export function ProductionsScreen() {
  const selection = useSearch({ from: "/screens/productions" });
  const navigate = useNavigate({ from: "/productions" });
  const productions = useProductions(selection);
  return (
    <ListScreen
      text={text}
      selection={selection}
      onChange={(search, replace) => void navigate({ search, replace })}
      list={productions}
      columns={columns}
      idOf={({ id }) => id}
      nameOf={({ title }) => title}
      form={(production, onDone) => (
        <>
          {production && (
            <Button onPress={() => void navigate(boardOf(production))}>{text.onBoard}</Button>
          )}
          <ProductionForm production={production} onDone={onDone} />
        </>
      )}
    />
  );
}

/** The board with this production alone, from its first day on. */
function boardOf({ id, starts_on }: Production) {
  const today = Temporal.Now.plainDateISO().toString();
  return {
    to: "/board",
    search: {
      zoom: "month",
      rows: "people",
      production: id,
      ...(starts_on !== null && starts_on > today && { from: starts_on }),
    },
  } as const;
}

/** "4–17 mai 2026", or the one day that is known. */
function periodOf({ starts_on, ends_on }: Production): string {
  const [first, last] = [starts_on ?? ends_on, ends_on ?? starts_on];
  if (first === null || last === null) return "";
  return period(Temporal.PlainDate.from(first), Temporal.PlainDate.from(last));
}
