import { useNavigate, useSearch } from "@tanstack/react-router";
import { type Production, useProductions } from "../data/productions.ts";
import { period } from "../data/times.ts";
import { Frame } from "../frame/frame.tsx";
import { useMayPlan } from "../frame/reader.ts";
import type { Selection } from "../routes/selection.ts";
import { Aside } from "../ui/aside.tsx";
import { Button } from "../ui/button.tsx";
import { ListWithAside } from "../ui/list-with-aside.tsx";
import { Search } from "../ui/search.tsx";
import { Swatch } from "../ui/swatches.tsx";
import { Table, type TableColumn } from "../ui/table.tsx";
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
  { id: "setting", label: text.setting, cell: ({ setting }) => text.settings[setting] },
  {
    id: "convention",
    label: text.convention,
    cell: ({ convention }) =>
      convention === null ? text.ofOrganisation : text.conventions[convention],
  },
];

/** What missions belong to: a list, and a form beside it. */
export function ProductionsScreen() {
  const selection = useSearch({ from: "/screens/productions" });
  const navigate = useNavigate({ from: "/productions" });
  const show = (next: Selection, replace = false) => void navigate({ search: next, replace });
  const mayPlan = useMayPlan();
  const { selected, ...unselected } = selection;
  const productions = useProductions(selection);
  const production = productions.data?.find(({ id }) => id === selected);
  const close = () => show(unselected);
  const tools = (
    <>
      <Search
        label={text.search}
        value={selection.q ?? ""}
        onChange={(q) => show({ ...unselected, q }, true)}
      />
      {mayPlan && (
        <Button onPress={() => show({ ...unselected, selected: "new" })}>{text.add}</Button>
      )}
    </>
  );
  return (
    <Frame title={text.title} tools={tools}>
      <ListWithAside
        list={productions}
        aside={
          (production !== undefined || selected === "new") && (
            <Aside title={production?.title ?? text.add} onClose={close}>
              {production !== undefined && (
                <div>
                  <Button onPress={() => void navigate(boardOf(production))}>{text.onBoard}</Button>
                </div>
              )}
              <ProductionForm key={selected} production={production} onDone={close} />
            </Aside>
          )
        }
      >
        <Table
          label={text.title}
          columns={columns}
          items={productions.data ?? []}
          idOf={({ id }) => id}
          selected={selected}
          onSelect={(id) => show({ ...selection, selected: id })}
          empty={selection.q === undefined ? text.none : text.notFound}
        />
      </ListWithAside>
    </Frame>
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
