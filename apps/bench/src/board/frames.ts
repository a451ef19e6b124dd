import { z } from "zod";

/** What a trace says of one thing that a thread did: microseconds, and those of the thread's own CPU time. */
const TraceEvent = z.object({
  name: z.string(),
  pid: z.number(),
  tid: z.number(),
  ts: z.number(),
  tts: z.number().default(0),
  tdur: z.number().default(0),
});

const Trace = z.object({ traceEvents: z.array(TraceEvent) });

type TraceEvent = z.output<typeof TraceEvent>;

/** Milliseconds of one frame. */
export interface Frame {
  /** CPU time of scripts, garbage collection included: it depends little on what else the machine does. */
  scripting: number;
  /** CPU time of all that the main thread did: scripts, styles, layout and painting. */
  work: number;
  /** Until the next frame began. */
  interval: number;
}

/** What DevTools counts as scripting. */
const scripting = new Set([
  "EvaluateScript",
  "EventDispatch",
  "FireAnimationFrame",
  "FireIdleCallback",
  "FunctionCall",
  "MajorGC",
  "MinorGC",
  "RunMicrotasks",
  "TimerFire",
  "v8.compile",
  "v8.run",
]);

/** The categories to record. */
export const categories = [
  "devtools.timeline",
  "disabled-by-default-devtools.timeline",
  "disabled-by-default-devtools.timeline.frame",
  "v8.execute",
  "toplevel",
];

/** The frames that the page's main thread began within a trace. */
export function framesOf(trace: unknown): Frame[] {
  const { traceEvents } = Trace.parse(trace);
  const main = mainThread(traceEvents);
  const starts = main
    .filter(({ name }) => name === "BeginMainThreadFrame")
    .toSorted((a, b) => a.ts - b.ts);
  const scripts = merged(main.filter(({ name }) => scripting.has(name)));
  const tasks = merged(main.filter(({ name }) => name === "RunTask"));
  return starts.slice(0, -1).map((start, index) => {
    const next = starts[index + 1] ?? start;
    const within = { start: start.tts, end: next.tts };
    return {
      scripting: overlap(scripts, within) / 1000,
      work: overlap(tasks, within) / 1000,
      interval: (next.ts - start.ts) / 1000,
    };
  });
}

interface Span {
  start: number;
  end: number;
}

/** The events of the main thread that began most frames. */
function mainThread(events: TraceEvent[]): TraceEvent[] {
  const threads = Map.groupBy(events, ({ pid, tid }) => `${pid} ${tid}`);
  const frames = (thread: TraceEvent[]) =>
    thread.filter(({ name }) => name === "BeginMainThreadFrame").length;
  return [...threads.values()].toSorted((a, b) => frames(b) - frames(a))[0] ?? [];
}

/** The CPU time that events take, each moment once. */
function merged(events: TraceEvent[]): Span[] {
  const spans: Span[] = [];
  for (const { tts: start, tdur } of events.toSorted((a, b) => a.tts - b.tts)) {
    const last = spans.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, start + tdur);
    else spans.push({ start, end: start + tdur });
  }
  return spans;
}

function overlap(spans: Span[], within: Span): number {
  return spans.reduce(
    (sum, { start, end }) =>
      sum + Math.max(0, Math.min(end, within.end) - Math.max(start, within.start)),
    0,
  );
}
