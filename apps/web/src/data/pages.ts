import { useEffect, useState } from "react";

/** How a list is read page by page. */
export const byPage = {
  getNextPageParam: ({ next_cursor }: { next_cursor: string | null }) => next_cursor,
};

/** The items of all pages that are loaded. */
export function itemsOf<Item>({ pages }: { pages: { items: Item[] }[] }): Item[] {
  return pages.flatMap(({ items }) => items);
}

/** What is searched for, once it stays the same for a moment: the server is not asked for each letter. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 150);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
