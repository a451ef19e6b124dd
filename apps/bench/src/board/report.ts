import { loadavg } from "node:os";
import { targetsTable } from "../report.ts";
import { atMost, type Target } from "../results.ts";
import { percentiles } from "../statistics.ts";
import { table } from "../table.ts";
import { type Loaded, scriptsOf } from "./bundles.ts";
import type { Frame } from "./frames.ts";

/** What was measured on a board of one size. */
export interface Measured {
  /** Elements in the page. */
  nodes: number;
  scroll: Frame[];
  drag: Frame[];
  /** Milliseconds from the start of a drag until all rows in view are tinted. */
  tinted: number[];
}

export interface MeasuredBoard {
  fortnight: Measured;
  month: Measured;
  /** Milliseconds until the first bar, and what was loaded until then. */
  first: { milliseconds: number; files: Loaded[] };
  /** Milliseconds until a change of somebody else was shown. */
  shown: number[];
  lanes: number;
}

/** Says what was measured, and which targets are met. */
export function reportBoard(measured: MeasuredBoard): string {
  const { fortnight, month, first } = measured;
  const frames = Object.entries({ "200 people": fortnight, "1,000 people": month }).flatMap(
    ([people, board]) => [
      frameRow(`${people}, scrolling`, board.scroll),
      frameRow(`${people}, dragging`, board.drag),
    ],
  );
  return `The board in Chromium, 1440 × 900; load of the machine ${loadavg()[0]?.toFixed(1)}.

${table(frameHead, frames)}

${table(
  ["Loaded before the first bar", "bytes, brotli"],
  first.files.map(({ path, bytes }) => [path, bytes.toLocaleString("en")]),
)}

${targetsTable(targetsOf(measured))}`;
}

function targetsOf({ fortnight, month, first, shown, lanes }: MeasuredBoard): Target[] {
  const scripting = (frames: Frame[]) => p95(frames.map((frame) => frame.scripting));
  const work = p95(month.scroll.map((frame) => frame.work));
  return [
    atMost("200 people, a fortnight: elements", fortnight.nodes, 1500),
    atMost("the same, scrolling: scripting of a frame, p95 ms", scripting(fortnight.scroll), 8),
    atMost("the same, dragging: scripting of a frame, p95 ms", scripting(fortnight.drag), 8),
    atMost("the same, until every row in view is tinted, p95 ms", p95(fortnight.tinted), 150),
    atMost("1,000 people, a month, scrolling: main thread of a frame, p95 ms", work, 16),
    atMost("until a commit of somebody else is shown, p95 ms", p95(shown), 500),
    atMost("first bar of the demo, warm server, ms", first.milliseconds, 1000),
    atMost("initial scripts of the board, KB of brotli", scriptsOf(first.files), 200),
    atMost("2,000 overlapping bars in lanes, ms", lanes, 5),
  ];
}

function p95(values: number[]): number {
  return percentiles(values).p95;
}

const parts = { scripting: "scripting", work: "main thread", interval: "interval" } as const;
const measuredParts = ["scripting", "work", "interval"] as const;

const frameHead = [
  "Frames",
  "number",
  ...measuredParts.flatMap((part) => [`${parts[part]} p50 ms`, "p95 ms"]),
];

function frameRow(title: string, frames: Frame[]): string[] {
  const cells = measuredParts.flatMap((part) => {
    const { p50, p95: most } = percentiles(frames.map((frame) => frame[part]));
    return [p50.toFixed(1), most.toFixed(1)];
  });
  return [title, String(frames.length), ...cells];
}
