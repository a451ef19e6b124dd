import { createClient } from "@coulisses/client";
import { festivalPlan } from "@coulisses/demo/festival-plan";
import { loadFestival } from "@coulisses/demo/load-festival";
import { testApp } from "@coulisses/server/factory";
import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page, Route } from "playwright-core";
import { afterAll, expect } from "vitest";
import { z } from "zod";
import { executablePath, launchChromium } from "../chromium.ts";

/** Whether tests can open a browser. */
export const hasBrowser = executablePath !== undefined;

/** The first day of the festival that tests load: a Monday. */
export const firstDay = "2027-05-03";

/** Sends a request to the REST API, and returns its answer. */
export type Send = (
  method: "GET" | "POST" | "PUT" | "PATCH",
  path: string,
  body?: object,
) => Promise<unknown>;

/** A server with the demo's festival, and a browser to look at it. */
export async function startFestival() {
  const { app, rest, databaseUrl } = await testApp({ TIME_ZONE: "Europe/Paris" });
  const send: Send = async (method, path, body) => {
    const answer = await rest(method, path, body);
    if (answer.statusCode >= 400) throw new Error(`${method} ${path}: ${answer.body}`);
    return answer.json();
  };
  const url = await app.listen({ host: "127.0.0.1", port: 0 });
  await loadFestival(createClient({ url }), festivalPlan(Temporal.PlainDate.from(firstDay)));
  return { app, databaseUrl, url, send, open: await openBrowser(url) };
}

/** Opens a browser on a server. @returns what opens a page of it */
export async function openBrowser(url: string) {
  const browser = await launchChromium();
  afterAll(() => browser.close());
  return (path: string, look?: Look) => openPage(browser, url + path, look);
}

interface Look extends Pick<BrowserContextOptions, "colorScheme" | "locale" | "viewport"> {
  /** The origin of another server that the page may lead to. */
  leadsTo?: string;
}

/** Opens a page that fails the test if it reports an error or asks another origin for anything. */
async function openPage(browser: Browser, address: string, given: Look = {}): Promise<Page> {
  const { leadsTo, ...look } = given;
  const origins = new Set([new URL(address).origin, leadsTo]);
  const context = await browser.newContext({
    locale: "en-GB",
    timezoneId: "Europe/Paris",
    reducedMotion: "reduce",
    ...look,
  });
  // Far more than a slow machine takes: what hangs is said with what it waited for.
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error.stack)));
  page.on("console", (message) => {
    // A refusal that the page shows is an answer like others; and it says itself that the server is away.
    const isRefusal = /status of 4\d\d|net::ERR_/.test(message.text());
    if (message.type() === "error" && !isRefusal) faults.push(message.text());
  });
  page.on("request", (request) => {
    if (!origins.has(new URL(request.url()).origin)) faults.push(request.url());
  });
  afterAll(() => expect(faults).toEqual([]));
  await page.goto(address);
  return page;
}

/**
 * Has a change made between a click and the call that it leads to, so that the page can not know of it.
 *
 * @param procedure - the procedure that the page calls, such as `missions.publish`
 * @param change - what another planner does first
 */
export async function changeBefore(page: Page, procedure: string, change: () => Promise<unknown>) {
  const deliver = async (route: Route) => {
    await change();
    await route.continue();
  };
  await page.route(`**/trpc/${procedure}*`, deliver, { times: 1 });
}

/** What axe finds wrong with a page. */
export async function faultsOf(page: Page): Promise<string[]> {
  // Not by a script element, which the content security policy refuses.
  await page.evaluate(axe.source);
  const { violations } = Results.parse(await page.evaluate("axe.run()"));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

const Results = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
});
