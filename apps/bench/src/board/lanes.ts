import { lanesOf } from "@coulisses/web/lanes";
import { median } from "../statistics.ts";

const bars = Array.from({ length: 2000 }, (_, index) => ({
  start: (index * 7919) % 2000,
  end: 2000 + ((index * 104_729) % 2000),
}));

/** Milliseconds that it takes to lay out the bars of one row that all overlap. */
export function measureLanes(): number {
  const times = Array.from({ length: 21 }, () => {
    const start = performance.now();
    if (lanesOf(bars).count !== bars.length) throw new Error("All bars overlap");
    return performance.now() - start;
  });
  return median(times);
}
