import type { Calendar } from "@coulisses/client";
import { useEffect, useMemo } from "react";
import { language } from "../../../data/language.ts";
import { createStore, useStored } from "../../../data/store.ts";
import { useWorld } from "../../../data/world.ts";
import type { Judged } from "../../model/judge.ts";
import type { Span } from "../../model/lanes.ts";
import type { Said } from "../../model/say.ts";
import type { RowJudge } from "../../model/verdicts.ts";

/** Judges drags, and says why in the language of the page. */
interface Law extends RowJudge {
  say: (finding: Exclude<Judged["because"], string | undefined>) => Said;
}

const law = createStore<Law | undefined>(undefined);

/** The law of the plan on the board; undefined until it is loaded. */
export function useLaw(): Law | undefined {
  return useStored(law, (value) => value);
}

interface Read {
  data: Calendar | undefined;
  dataUpdatedAt: number;
}

/** Keeps the law of a plan ready for drags, as soon as the page has nothing else to do. */
export function useLawOf({ data: calendar, dataUpdatedAt }: Read, { start, end }: Span): void {
  const known = useWorld({ start, end }, dataUpdatedAt);
  const present = useMemo(() => {
    if (known === undefined || calendar === undefined) return undefined;
    const { planOf, rowJudgeOf, sayFinding } = known.law;
    const plan = planOf(known.world, { calendar, window: { start, end } });
    return { ...rowJudgeOf(plan), say: (finding) => sayFinding(finding, language) } satisfies Law;
  }, [known, calendar, start, end]);
  useEffect(() => {
    law.set(present);
    return () => law.set(undefined);
  }, [present]);
}
