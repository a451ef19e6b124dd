import type { Calendar } from "@coulisses/client";
import { useEffect, useEffectEvent, useState } from "react";
import { flushSync } from "react-dom";
import { untilIdle } from "../../data/idle.ts";
import { useStored } from "../../data/store.ts";
import { filtered } from "../model/filters.ts";
import type { Scale } from "../model/scale.ts";
import type { View } from "../model/view.ts";
import { asking, stopAsking } from "./action-store.ts";
import type { PrintSheet } from "./print-sheet.tsx";

interface Props {
  view: View;
  calendar: Calendar;
  scale: Scale;
}

/**
 * Draws the sheet of paper when the browser prints, whether by a key or by the browser's own menu. Browsers wait for
 * nothing before they print: the sheet's scripts are loaded while the page is idle, and it is drawn at once.
 */
export function Printing({ view, calendar, scale }: Props) {
  const Sheet = useSheet();
  const [isPrinted, setPrinted] = useState(false);
  const isAsked = useStored(asking, (asked) => asked?.action === "print");
  const onPrint = useEffectEvent(() => flushSync(() => setPrinted(Sheet !== undefined)));
  useEffect(() => {
    const end = new AbortController();
    const { signal } = end;
    window.addEventListener("beforeprint", () => onPrint(), { signal });
    return () => end.abort();
  }, []);
  useEffect(() => {
    if (!isPrinted) return undefined;
    // Some browsers say that they have printed before they do: the sheet goes when somebody does something else.
    const end = new AbortController();
    for (const type of ["keydown", "pointerdown"])
      document.addEventListener(type, () => setPrinted(false), { signal: end.signal });
    return () => end.abort();
  }, [isPrinted]);
  useEffect(() => {
    if (!isAsked || Sheet === undefined) return;
    stopAsking();
    window.print();
  }, [isAsked, Sheet]);
  if (Sheet === undefined || !isPrinted) return null;
  return <Sheet view={view} calendar={filtered(calendar, view)} scale={scale} />;
}

/** The sheet, once its scripts are loaded. */
function useSheet(): typeof PrintSheet | undefined {
  const [sheet, setSheet] = useState<{ Sheet: typeof PrintSheet }>();
  useEffect(() => {
    const end = new AbortController();
    const load = async () => {
      await untilIdle(end.signal);
      const { PrintSheet: Sheet } = await import("./print-sheet.tsx");
      setSheet({ Sheet });
    };
    load().catch((error: unknown) => {
      if (!end.signal.aborted) throw error;
    });
    return () => end.abort();
  }, []);
  return sheet?.Sheet;
}
