import type { Loaded } from "@coulisses/demo/load-festival";
import { useIsMutating, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { client } from "./server.ts";

interface Organisation {
  id: string;
  time_zone: string;
}

/** A load that was begun in this tab, and that may be continued there, also after the page was loaded anew. */
interface Run {
  name: string;
  /** The day on which it was begun, in the zone of the organisation: the plan depends on both. */
  today: string;
  time_zone: string;
}

function keyOf({ id }: Organisation): string {
  return `coulisses.demo.${id}`;
}

function findRun(organisation: Organisation): Run | undefined {
  const [name, today, time_zone] = sessionStorage.getItem(keyOf(organisation))?.split(" ") ?? [];
  if (name === undefined || today === undefined || time_zone === undefined) return undefined;
  return { name, today, time_zone };
}

function beginRun(organisation: Organisation): Run {
  const { time_zone } = organisation;
  const today = Temporal.Now.plainDateISO(time_zone).toString();
  // Pages over plain http have no `crypto.randomUUID`.
  const name = `demo-${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
  sessionStorage.setItem(keyOf(organisation), `${name} ${today} ${time_zone}`);
  return { name, today, time_zone };
}

const mutationKey = ["demo"];

/** Loads the demo festival, or continues. */
export function useDemo(organisation: Organisation) {
  const cache = useQueryClient();
  const [loaded, setLoaded] = useState<Loaded>();
  const [isLeft, setLeft] = useState(false);
  // Also one that was begun before the reader went to another screen and came back.
  const isRunning = useIsMutating({ mutationKey }) > 0;
  const { mutate, reset, error } = useMutation({
    mutationKey,
    mutationFn: async () => {
      const { festivalPlan } = await import("@coulisses/demo/festival-plan");
      const { loadFestival } = await import("@coulisses/demo/load-festival");
      const { name, today, time_zone } = findRun(organisation) ?? beginRun(organisation);
      const plan = festivalPlan(Temporal.PlainDate.from(today), time_zone);
      await loadFestival(client, plan, { run: name, onLoaded: setLoaded });
      sessionStorage.removeItem(keyOf(organisation));
      return plan.days[0]?.toString() ?? today;
    },
    onSettled: () => cache.invalidateQueries(),
  });
  return {
    /** How much of it there is; undefined until that is known. */
    loaded,
    /** Why it went no further. */
    error,
    isRunning,
    isUnfinished: !isRunning && !isLeft && findRun(organisation) !== undefined,
    /** Calls `onLoaded` with the festival's first day. */
    load: (onLoaded: (day: string) => void) => mutate(undefined, { onSuccess: onLoaded }),
    leave: () => {
      sessionStorage.removeItem(keyOf(organisation));
      setLeft(true);
      reset();
    },
  };
}
