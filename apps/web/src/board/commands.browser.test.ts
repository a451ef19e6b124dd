import { describe, expect, test } from "vitest";
import { firstDay, hasBrowser, startFestival } from "../browser.factory.ts";

const board = `/board?from=${firstDay}`;

describe.skipIf(!hasBrowser)("Commands of the board in a browser (needs chromium)", async () => {
  if (!hasBrowser) return;
  const { open } = await startFestival();

  test("filters are kept in the address, and removed one by one", async () => {
    const page = await open(board);
    const rows = page.getByRole("row");
    await page.getByRole("row", { name: /Antoine Rey/ }).waitFor();
    const all = await rows.count();
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await page.getByText("Only with something to look at").click();
    await page.keyboard.press("Escape");
    await expect.poll(() => page.url()).toContain("findings=true");
    await expect.poll(() => rows.count()).toBeLessThan(all);
    await page.reload();
    const remove = page.getByRole("button", { name: /^Remove the filter Only with/ });
    await remove.click();
    await expect.poll(() => page.url()).not.toContain("findings");
    await page.getByRole("searchbox", { name: /filter rows/ }).fill("nobody");
    await page.getByText("Nothing matches these filters").waitFor();
    await page.getByRole("button", { name: "Clear filters" }).click();
    await page.getByRole("row", { name: /Antoine Rey/ }).waitFor();
    await page.close();
  });
});
