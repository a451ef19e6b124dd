import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { createClient, type CoulissesClient } from "@coulisses/client";
import { festivalPlan } from "@coulisses/demo/festival-plan";
import { loadFestival } from "@coulisses/demo/load-festival";
import { asOwner, type Bench, copyDatabase } from "../bench.ts";
import { scripts } from "../contenders.ts";
import { startServer } from "../server-process.ts";
import { median } from "../statistics.ts";
import { filesOf, firstBarOf, nodesOf, startVisitor, untilRows, type Visitor } from "./browser.ts";
import { type Loaded, sizesOf } from "./bundles.ts";
import { drag, scroll } from "./gestures.ts";
import { measureLanes } from "./lanes.ts";
import { type Measured, reportBoard } from "./report.ts";
import { timesUntilShown, timesUntilTinted } from "./waits.ts";
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
  const client = createClient({ url: server.url });
  try {
    await loadFestival(client, festivalPlan(Temporal.PlainDate.from(festivalFrom)));
    return reportBoard({
      first: await measureFirstPaint(visitor, bench.options.rounds),
      shown: await measureLive(visitor, client),
      fortnight: await measureFrames(visitor, boardPlans.fortnight),
      month: await measureFrames(visitor, boardPlans.month),
      lanes: measureLanes(),
    });
  } finally {
    await visitor.close();
    await server.stop();
  }
}

async function measureFrames(
  visitor: Visitor,
  { from, zoom, people }: BoardPlan,
): Promise<Measured> {
  const page = await visitor.open(`/board?from=${from}&zoom=${zoom}`);
  await untilRows(page, people);
  const nodes = await nodesOf(page);
  // A first run that is not measured: the browser compiles the code.
  await scroll(page);
  await drag(page);
  const measured = {
    nodes,
    scroll: await visitor.framesDuring(page, () => scroll(page)),
    drag: await visitor.framesDuring(page, () => drag(page)),
    tinted: await timesUntilTinted(page),
  };
  await page.context().close();
  return measured;
}

async function measureLive(visitor: Visitor, client: CoulissesClient): Promise<number[]> {
  const page = await visitor.open(`/board?from=${festivalFrom}&rows=venues`);
  await firstBarOf(page);
  const times = await timesUntilShown(page, client, festivalFrom);
  await page.context().close();
  return times;
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
