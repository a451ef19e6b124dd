import { lazy, type ReactNode, Suspense } from "react";
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
  /** What the button shows, if its popup has more than filters. */
  sign?: string;
  /** What stands above the filters. */
  children?: ReactNode;
}

/** Says how many filters are set, and opens them. */
export function FilterButton({ view, onChange, sign = text.filters.filter, children }: Props) {
  const isOpen = useStored(asking, (asked) => asked?.action === "filter");
  const { length } = activeFilters(view);
  const signWithCount = (
    <>
      {sign}
      {length > 0 && <span className={styles.count}>{length}</span>}
    </>
  );
  return (
    <Popup
      label={text.filters.title}
      sign={signWithCount}
      isOpen={isOpen}
      onOpenChange={(open) => asking.set(open ? { action: "filter" } : undefined)}
    >
      {children}
      <Suspense fallback={<div className={styles.waiting} />}>
        <FilterForm view={view} onChange={onChange} />
      </Suspense>
    </Popup>
  );
}
