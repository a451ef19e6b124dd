import { testApp } from "@coulisses/server/factory";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { faultsOf, firstDay, hasBrowser, startFestival } from "../browser.factory.ts";

const board = `/board?from=${firstDay}`;
const name = "Antoine Rey";

describe.skipIf(!hasBrowser)("Two planners in browsers (needs chromium)", async () => {
  if (!hasBrowser) return;
  const { app, databaseUrl, url, open } = await startFestival();

  /** The bars of somebody. */
  const barsOf = (page: Page) => page.getByRole("row", { name }).getByRole("gridcell");

  /** Selects the first mission of somebody. */
  async function select(page: Page): Promise<void> {
    await barsOf(page).first().click();
    await page.getByRole("complementary").waitFor();
  }

  test("what one changes the other sees, who keeps the scroll and the focus", async () => {
    const [page, other] = [
      await open(board),
      await open(board, { viewport: { width: 900, height: 500 } }),
    ];
    await barsOf(other).first().waitFor();
    const grid = other.getByRole("grid");
    await grid.evaluate((surface) => surface.scrollTo({ top: 60, left: 120 }));
    await other.getByRole("searchbox").focus();
    const [first = ""] = await barsOf(other).evaluateAll((bars) => bars.map(({ id }) => id));
    await select(page);
    await page.getByRole("button", { name: `Remove ${name}` }).click();
    const shown = other.locator(`[id="${first}"]`);
    await shown.waitFor({ state: "detached" });
    await page.keyboard.press("Control+z");
    await shown.waitFor();
    expect(await grid.evaluate(({ scrollTop, scrollLeft }) => ({ scrollTop, scrollLeft }))).toEqual(
      { scrollTop: 60, scrollLeft: 120 },
    );
    expect(await other.evaluate(() => document.activeElement?.tagName)).toBe("INPUT");
    for (const each of [page, other]) await each.close();
  });

  test("each sees who else is there, and what they have selected", async () => {
    const [page, other] = [await open(board), await open(board, { colorScheme: "dark" })];
    const present = other.getByRole("list", { name: "Also here" });
    // Those of another test, who have left, are not there any more.
    await expect.poll(() => present.getByRole("listitem").count()).toBe(1);
    expect(await present.innerText()).toContain("Somebody");
    await select(page);
    await other.getByRole("row", { name }).getByText("S", { exact: true }).first().waitFor();
    expect(await faultsOf(other)).toEqual([]);
    await page.close();
    await present.waitFor({ state: "detached" });
    await other.close();
  });

  test("a server that is away is said, and what it missed is shown when it is back", async () => {
    const page = await open(board);
    await barsOf(page).first().waitFor();
    const count = await barsOf(page).count();
    await app.close();
    const line = page.getByText("The connection is cut; your plan is safe.");
    await line.waitFor();
    expect(await barsOf(page).count()).toBe(count);
    expect(await faultsOf(page)).toEqual([]);

    const again = await testApp({ DATABASE_URL: databaseUrl, TIME_ZONE: "Europe/Paris" });
    const title = "Changed meanwhile";
    await again.rest("PATCH", `/missions/${await missionOf(again.rest)}`, { title });
    await again.app.listen({ host: "127.0.0.1", port: Number(new URL(url).port) });
    await page.getByRole("row", { name }).getByText(title).first().waitFor();
    expect(await line.count()).toBe(0);
    await page.close();
  });
});

interface Plan {
  engagements: { mission_id: string; artist: { name: string } }[];
}

/** The id of a mission that somebody is on in the first week. */
async function missionOf(rest: Awaited<ReturnType<typeof testApp>>["rest"]): Promise<string> {
  const to = Temporal.PlainDate.from(firstDay).add({ days: 7 }).toString();
  const week = `from=${firstDay}T00:00:00Z&to=${to}T00:00:00Z`;
  const { engagements }: Plan = (await rest("GET", `/calendar?${week}`)).json();
  return engagements.find(({ artist }) => artist.name === name)?.mission_id ?? "";
}
