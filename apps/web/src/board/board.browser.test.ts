import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { firstDay, startFestival, withoutBrowser } from "../browser.factory.ts";

const board = `/board?from=${firstDay}`;

describe.skipIf(withoutBrowser)("The board in a browser", async () => {
  if (withoutBrowser !== undefined) return;
  const { open, send } = await startFestival();

  test("shows who works when, and the seats that are open", async () => {
    const page = await open("/");
    await page.goto(new URL(board, page.url()).href);
    const row = page.getByRole("row", { name: /Antoine Rey/ });
    await row.waitFor();
    expect(await row.getByRole("gridcell").count()).toBeGreaterThan(1);
    const openSeats = page.getByRole("row", { name: /Open seats/ });
    expect(await openSeats.getByRole("gridcell").count()).toBeGreaterThan(0);
    await page.close();
  });

  test("is in French for who reads French", async () => {
    const page = await open(board, { locale: "fr-FR" });
    await page.getByRole("grid", { name: "Planning" }).waitFor();
    expect(await page.getByText("À pourvoir").count()).toBe(1);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe("fr");
    await page.close();
  });

  test("places somebody by keyboard alone, and undoes it", async () => {
    const page = await open(board);
    await page.getByRole("grid").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const panel = page.getByRole("complementary");
    await panel.waitFor();
    await focusOn(page, "Find somebody");
    await page.keyboard.press("Enter");
    await focusOn(page, /^Ask .* for an option$/);
    await page.keyboard.press("Enter");
    const said = page.getByRole("status");
    await said.filter({ hasText: /^Option: / }).waitFor();
    const name = (await said.innerText()).replace("Option: ", "");
    await panel.getByRole("button", { name: `Remove ${name}` }).waitFor();
    await page.keyboard.press("Control+z");
    await said.filter({ hasText: "Undone" }).waitFor();
    await panel.getByRole("button", { name: `Remove ${name}` }).waitFor({ state: "detached" });
    await page.keyboard.press("Control+Shift+z");
    await said.filter({ hasText: "Redone" }).waitFor();
    await page.close();
  });

  test("says why somebody cannot be confirmed, and changes nothing", async () => {
    const page = await open(`${board}&rows=venues`);
    const cell = page.getByRole("gridcell", { name: /of . filled/ }).first();
    await cell.click();
    const panel = page.getByRole("complementary");
    await panel.getByRole("button", { name: "Find somebody" }).first().click();
    await panel.getByRole("img", { name: "blocked" }).first().waitFor();
    const blocked = panel
      .getByRole("listitem")
      .filter({ has: page.getByRole("img", { name: "blocked" }) });
    expect(await blocked.first().innerText()).toMatch(/\w+ \w+.*/);
    await page.close();
  });

  test("draws the night of the clock change with its 25 hours", async () => {
    const page = await open("/board?from=2027-10-25");
    await page.getByText("25 h: clocks go back").waitFor();
    await page.close();
  });

  test("shows hostile text as text", async () => {
    const title = "<img src=x onerror=alert(1)> \u202Eevil";
    const [venue] = Object(await send("GET", "/venues"));
    await send("POST", "/missions", {
      venue_id: venue.id,
      title,
      kind: "autre",
      starts_at: `${firstDay}T10:00`,
      ends_at: `${firstDay}T14:00`,
    });
    const page = await open(`${board}&rows=venues`);
    await page.getByRole("gridcell", { name: /onerror/ }).waitFor();
    expect(await page.locator("img").count()).toBe(0);
    await page.close();
  });

  test.each(["light", "dark"] as const)(
    "has no fault that axe finds, in the %s theme",
    async (colorScheme) => {
      const page = await open(board, { colorScheme });
      await page.getByRole("gridcell").first().click();
      await page.getByRole("button", { name: "Find somebody" }).first().click();
      await page.getByRole("listitem").first().waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await page.close();
    },
  );
});

/** Presses Tab until the button has the focus. */
async function focusOn(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole("button", { name }).first();
  await button.waitFor();
  for (let pressed = 0; pressed < 200; pressed += 1) {
    if (await button.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${name}`);
}

/** What axe finds wrong with the page. */
async function faultsOf(page: Page): Promise<string[]> {
  // Not by a script element, which the content security policy refuses.
  await page.evaluate(await axeSource());
  const { violations } = await page.evaluate("axe.run()").then(Object);
  return Object.values(Object(violations)).map((violation) => {
    const { id, nodes } = Object(violation);
    return `${id}: ${nodes.map(({ html }: { html: string }) => html.slice(0, 200)).join(" | ")}`;
  });
}

async function axeSource(): Promise<string> {
  const { source } = await import("axe-core");
  return source;
}
