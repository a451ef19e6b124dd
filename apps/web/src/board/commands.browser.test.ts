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

  test("the palette finds a person by name, and leads to their row", async () => {
    const page = await open(`${board}&rows=venues`);
    await page.getByRole("grid").waitFor();
    await page.keyboard.press("Control+k");
    const field = page.getByRole("searchbox", { name: /Search commands/ });
    await field.waitFor();
    await field.fill("rey ant");
    await page.getByRole("menuitem", { name: "Antoine Rey" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect.poll(() => page.url()).toContain("rows=people");
    const grid = page.getByRole("grid");
    await expect.poll(() => grid.getAttribute("aria-activedescendant")).not.toBeNull();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keys and legend" }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("3");
    await expect.poll(() => page.url()).toContain("zoom=fortnight");
    await page.keyboard.press("/");
    await page.keyboard.type("antoine");
    await expect.poll(() => page.getByRole("row").count()).toBe(2);
    await page.close();
  });

  test("a mission is copied and cancelled by its menu, with keys alone, and undone", async () => {
    const page = await open(`${board}&rows=venues`);
    await page.getByRole("grid").focus();
    await page.keyboard.press("ArrowDown");
    const said = page.getByRole("status").filter({ hasText: /: |Undone/ });
    await page.keyboard.press("Shift+F10");
    const menu = page.getByRole("menu");
    await menu.getByRole("menuitem", { name: /^Copy to/ }).waitFor();
    await page.keyboard.type("Copy");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: /^Copy to/ }).waitFor();
    await page.keyboard.press("Enter");
    await said.filter({ hasText: /Cop/ }).waitFor();
    await page.getByRole("grid").focus();
    await page.keyboard.press("Delete");
    await page.getByRole("dialog", { name: /^Cancel the mission/ }).waitFor();
    await page.keyboard.press("Enter");
    await said.filter({ hasText: /ancelled/ }).waitFor();
    await page.keyboard.press("Control+z");
    await said.filter({ hasText: "Undone" }).waitFor();
    expect(await said.filter({ hasText: "Undone" }).count()).toBe(1);
    await page.close();
  });

  test("all rows are printed, on A4", async () => {
    const page = await open(board);
    await page.getByRole("row", { name: /Antoine Rey/ }).waitFor();
    // The browser's own dialog would wait for somebody.
    await page.evaluate("window.print = () => dispatchEvent(new Event('beforeprint'))");
    const paper = page.locator("article");
    // Its scripts are loaded while the page is idle.
    await page.keyboard.press("Control+p");
    // Printers alone show it.
    await paper.waitFor({ state: "attached" });
    await page.keyboard.press("Shift");
    await paper.waitFor({ state: "detached" });
    // As from the browser's own menu.
    const pdf = await page.pdf({ preferCSSPageSize: true });
    // A4 is 595 by 842 points: here it lies on its long side.
    expect(pdf.toString("latin1")).toMatch(/MediaBox \[0 0 84[12](\.\d+)? 59[456]/);
    await page.emulateMedia({ media: "print" });
    await paper.getByRole("rowheader", { name: "Antoine Rey" }).waitFor();
    expect(await paper.getByRole("rowheader").count()).toBeGreaterThan(50);
    await page.close();
  });

  test("the list has what the board has, sorted by a press on a heading", async () => {
    const page = await open(board);
    await page.getByRole("grid").waitFor();
    await page.keyboard.press("l");
    const table = page.getByRole("grid", { name: "Missions" });
    await table.waitFor();
    await page.getByRole("columnheader", { name: "Filled" }).click();
    await expect.poll(() => page.url()).toContain("sort=filled");
    const first = table.getByRole("row").nth(1);
    await expect.poll(() => first.innerText()).toContain("0/");
    await first.click();
    await page.getByRole("complementary").waitFor();
    await page.close();
  });
});
