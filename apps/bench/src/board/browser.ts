import { launchChromium } from "@coulisses/web/chromium";
import type { Browser, Page } from "playwright-core";
import { z } from "zod";
import { type Frame, categories, framesOf } from "./frames.ts";

/** Opens pages of a server, each as in a new browser: at the size of a laptop, with nothing stored. */
export interface Visitor {
  open: (path: string) => Promise<Page>;
  /** The frames that a page drew while something was done to it. */
  framesDuring: (page: Page, act: () => Promise<void>) => Promise<Frame[]>;
  close: () => Promise<void>;
}

export async function startVisitor(url: string): Promise<Visitor> {
  const browser = await launchChromium();
  return {
    open: (path) => open(browser, url + path),
    framesDuring: (page, act) => framesDuring(browser, { page, act }),
    close: () => browser.close(),
  };
}

/** An element of the board: a bar of a row, not of open seats. */
export const bars = "[role=row]:not([aria-rowindex='1']) [role=gridcell]";

async function open(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({
    locale: "fr-FR",
    timezoneId: "Europe/Paris",
    viewport: { width: 1440, height: 900 },
  });
  // A busy machine takes longer.
  context.setDefaultTimeout(180_000);
  const page = await context.newPage();
  await page.addInitScript({ content: noteFirstBar });
  await page.goto(address);
  return page;
}

/** Notes when the first frame with a bar has been drawn, in milliseconds since the navigation. */
const noteFirstBar = `
  new MutationObserver((_, observer) => {
    if (document.querySelector(${JSON.stringify(bars)}) === null) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => performance.mark("first bar")));
  }).observe(document, { childList: true, subtree: true })`;

/** When the first bar was drawn; waits for it. */
export async function firstBarOf(page: Page): Promise<number> {
  return z.number().parse(await page.evaluate(firstBar));
}

const firstBar = `new Promise((resolve) => {
  new PerformanceObserver((list, observer) => {
    const [mark] = list.getEntriesByName("first bar");
    if (mark === undefined) return;
    observer.disconnect();
    resolve(mark.startTime);
  }).observe({ type: "mark", buffered: true });
})`;

/** Waits until the board has a number of rows, which need not all be in the page. */
export async function untilRows(page: Page, count: number): Promise<void> {
  // The row of the open seats counts too.
  await page.locator(`[role=grid][aria-rowcount="${count + 1}"]`).waitFor();
}

/** The addresses of the files that a page had loaded when its first bar was drawn. */
export async function filesOf(page: Page): Promise<string[]> {
  const loaded = z.array(z.object({ name: z.string(), responseEnd: z.number() }));
  const files = `performance.getEntriesByType("resource").map((file) => file.toJSON())`;
  const end = await firstBarOf(page);
  return loaded
    .parse(await page.evaluate(files))
    .filter(({ responseEnd }) => responseEnd <= end)
    .map(({ name }) => name);
}

/** How many elements a page has. */
export async function nodesOf(page: Page): Promise<number> {
  return z.number().parse(await page.evaluate(`document.querySelectorAll("*").length`));
}

async function framesDuring(
  browser: Browser,
  { page, act }: { page: Page; act: () => Promise<void> },
): Promise<Frame[]> {
  await browser.startTracing(page, { categories });
  await act();
  return framesOf(JSON.parse((await browser.stopTracing()).toString()));
}
