import { lazy, Suspense } from "react";
import { useStored } from "../../data/store.ts";
import { Popup } from "../../ui/popup.tsx";
import { activeFilters } from "../model/filters.ts";
import type { View } from "../model/view.ts";
import { text } from "../text.ts";
import { asking } from "./action-store.ts";
import styles from "./filters.module.css";

const FilterForm = lazy(async () => ({ default: (await import("./filter-form.tsx")).FilterForm }));

interface Props {
  view: View;
  onChange: (view: View) => void;
}

/** Says how many filters are set, and opens them. */
export function FilterButton({ view, onChange }: Props) {
  const isOpen = useStored(asking, (asked) => asked?.action === "filter");
  const { length } = activeFilters(view);
  const sign = (
    <>
      {text.filters.filter}
      {length > 0 && <span className={styles.count}>{length}</span>}
    </>
  );
  return (
    <Popup
      label={text.filters.title}
      sign={sign}
      isOpen={isOpen}
      onOpenChange={(open) => asking.set(open ? { action: "filter" } : undefined)}
    >
      <Suspense fallback={<div className={styles.waiting} />}>
        <FilterForm view={view} onChange={onChange} />
      </Suspense>
    </Popup>
  );
}
