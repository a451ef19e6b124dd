import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { Failure } from "./failure.tsx";
import styles from "./list-with-aside.module.css";
import { RowsSkeleton } from "./rows-skeleton.tsx";
import { text } from "./text.ts";

interface Props {
  /** A list that is read page by page. */
  list: {
    isPending: boolean;
    error: unknown;
    refetch: () => unknown;
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
  /** What is selected. */
  aside: ReactNode;
  /** On a phone, it stands below the list, not in its place. */
  isStacked?: boolean;
  children: ReactNode;
}

/** A list with its further pages, and beside it what is selected. */
export function ListWithAside({ list, aside, isStacked = false, children }: Props) {
  return (
    <div
      className={styles.split}
      data-split={Boolean(aside) || undefined}
      data-stacked={isStacked || undefined}
    >
      <main className={styles.list}>
        {list.error !== null && <Failure error={list.error} reset={() => void list.refetch()} />}
        {list.isPending ? <RowsSkeleton /> : children}
        {list.hasNextPage && (
          <div className={styles.more}>
            <Button isDisabled={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
              {text.form.more}
            </Button>
          </div>
        )}
      </main>
      {aside}
    </div>
  );
}
