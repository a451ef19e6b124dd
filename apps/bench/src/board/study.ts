import { execFileSync } from "node:child_process";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { festivalPlan } from "@coulisses/server/demo/festival-plan";
import { loadFestival, type Send } from "@coulisses/server/demo/load-festival";
import { asOwner, type Bench, copyDatabase } from "../bench.ts";
import { scripts } from "../contenders.ts";
import { targetsTable } from "../report.ts";
import { atMost, type Target } from "../results.ts";
import { type ServerProcess, startServer } from "../server-process.ts";
import { median, percentiles } from "../statistics.ts";
import { table } from "../table.ts";
import { filesOf, firstBarOf, nodesOf, startVisitor, type Visitor } from "./browser.ts";
import { type Loaded, scriptsOf, sizesOf } from "./bundles.ts";
import type { Frame } from "./frames.ts";
import { drag, scroll } from "./gestures.ts";
import { lanesTarget } from "./lanes.ts";
import { type BoardPlan, boardPlans, loadBoardPlans } from "./plans.ts";

/** A Monday on which the demo's festival begins. */
const festivalFrom = "2027-05-03";

/** What the board of the web application costs in a browser. */
export async function measureBoard(bench: Bench): Promise<string> {
  const prepare = fileURLToPath(import.meta.resolve("@coulisses/web/prepare"));
  execFileSync(process.execPath, [prepare], { stdio: "inherit" });
  const url = await copyDatabase(bench, "boards");
  await asOwner(url, loadBoardPlans);
  const server = await startServer(scripts.coulisses, { ...bench.environment, DATABASE_URL: url });
  const visitor = await startVisitor(server.url);
  try {
    await loadFestival(sendTo(server), festivalPlan(Temporal.PlainDate.from(festivalFrom)));
    const first = await measureFirstPaint(visitor, bench.options.rounds);
    const fortnight = await measureFrames(visitor, boardPlans.fortnight);
    const month = await measureFrames(visitor, boardPlans.month);
    const targets = [
      atMost("200 people, a fortnight: elements", fortnight.nodes, 1500),
      atMost(
        "the same, scrolling: scripting of a frame, p95 ms",
        p95(fortnight.scroll, "scripting"),
        8,
      ),
      atMost(
        "the same, dragging: scripting of a frame, p95 ms",
        p95(fortnight.drag, "scripting"),
        8,
      ),
      atMost(
        "1,000 people, a month, scrolling: main thread of a frame, p95 ms",
        p95(month.scroll, "work"),
        16,
      ),
      atMost("first bar of the demo, warm server, ms", first.milliseconds, 1000),
      atMost("initial scripts of the board, KB of brotli", scriptsOf(first.files), 200),
      lanesTarget(),
    ];
    return report({ fortnight, month }, first.files, targets);
  } finally {
    await visitor.close();
    await server.stop();
  }
}

interface Measured {
  nodes: number;
  scroll: Frame[];
  drag: Frame[];
}

async function measureFrames(visitor: Visitor, { from, zoom }: BoardPlan): Promise<Measured> {
  const page = await visitor.open(`/board?from=${from}&zoom=${zoom}`);
  await firstBarOf(page);
  await page.waitForLoadState("networkidle");
  const nodes = await nodesOf(page);
  // Once before, as for whoever has used the page for a while: code is compiled.
  await scroll(page);
  await drag(page);
  const measured = {
    nodes,
    scroll: await visitor.framesDuring(page, () => scroll(page)),
    drag: await visitor.framesDuring(page, () => drag(page)),
  };
  await page.context().close();
  return measured;
}

/** From the address to the first bar, in a browser that has nothing of the page; the median. */
async function measureFirstPaint(visitor: Visitor, rounds: number) {
  const times: number[] = [];
  let files: Loaded[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const page = await visitor.open(`/board?from=${festivalFrom}`);
    const time = await firstBarOf(page);
    if (round >= 0) times.push(time);
    files = sizesOf(await filesOf(page));
    await page.context().close();
  }
  return { milliseconds: median(times), files };
}

function p95(frames: Frame[], part: keyof Frame): number {
  return percentiles(frames.map((frame) => frame[part])).p95;
}

function report(boards: Record<string, Measured>, files: Loaded[], targets: Target[]): string {
  const frames = Object.entries(boards).flatMap(([name, { scroll: scrolled, drag: dragged }]) => [
    frameRow(`${name}, scrolling`, scrolled),
    frameRow(`${name}, dragging`, dragged),
  ]);
  return `The board in Chromium, 1440 × 900; load of the machine ${loadavg()[0]?.toFixed(1)}.

${table(["Frames", "number", "scripting p50 ms", "p95 ms", "main thread p50 ms", "p95 ms", "interval p50 ms", "p95 ms"], frames)}

${table(
  ["Loaded to show the board", "bytes, brotli"],
  files.map(({ path, bytes }) => [path, bytes.toLocaleString("en")]),
)}

${targetsTable(targets)}`;
}

function frameRow(title: string, frames: Frame[]): string[] {
  const cells = (["scripting", "work", "interval"] as const).flatMap((part) => {
    const { p50, p95: most } = percentiles(frames.map((frame) => frame[part]));
    return [p50.toFixed(1), most.toFixed(1)];
  });
  return [title, String(frames.length), ...cells];
}

/** Sends requests to the REST API of a server. */
function sendTo({ url }: ServerProcess): Send {
  return async (method, path, body) => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method,
      ...(body !== undefined && {
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  };
}
