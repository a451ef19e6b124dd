import { type RefObject, useLayoutEffect, useMemo, useState } from "react";
import type { Span } from "../model/lanes.ts";
import { labelWidth } from "../model/layout.ts";
import { type Page, pageAt, type Scale, spanOfPage } from "../model/scale.ts";

/** The time that is in view, and some before and after it: it changes only when a page has been scrolled. */
export function useShown(surface: RefObject<HTMLElement | null>, scale: Scale): Span {
  const [page, setPage] = useState<Page>({ index: 0, width: 0 });
  useLayoutEffect(() => {
    const element = surface.current;
    if (element === null) return undefined;
    const read = () => {
      const next = pageAt(element.scrollLeft, element.clientWidth - labelWidth);
      setPage((last) => (last.index === next.index && last.width === next.width ? last : next));
    };
    const observer = new ResizeObserver(read);
    observer.observe(element);
    element.addEventListener("scroll", read, { passive: true });
    read();
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", read);
    };
  }, [surface]);
  return useMemo(() => spanOfPage(scale, page), [scale, page]);
}
