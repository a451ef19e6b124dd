import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  changeBefore,
  firstDay,
  hasBrowser,
  type Send,
  startFestival,
} from "../browser.factory.ts";

const board = `/board?from=${firstDay}`;

describe.skipIf(!hasBrowser)("The board in a browser (needs chromium)", async () => {
  if (!hasBrowser) return;
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
    const said = page.getByRole("status").filter({ hasText: /: / });
    await said.filter({ hasText: /^Option: / }).waitFor();
    const name = (await said.innerText()).replace("Option: ", "");
    await panel.getByRole("button", { name: `Remove ${name}` }).waitFor();
    // The second follows while the first is on its way.
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+Shift+z");
    await said.filter({ hasText: "Redone" }).waitFor();
    expect(await said.innerText()).toContain(name);
    await page.keyboard.press("Control+z");
    await said.filter({ hasText: "Undone" }).waitFor();
    await panel.getByRole("button", { name: `Remove ${name}` }).waitFor({ state: "detached" });
    await page.close();
  });

  test("says why somebody is blocked, and does not offer to confirm them", async () => {
    const page = await open(`${board}&rows=venues`);
    await page
      .getByRole("gridcell", { name: /of . filled/ })
      .first()
      .click();
    const panel = page.getByRole("complementary");
    await panel.getByRole("button", { name: "Find somebody" }).first().click();
    const blocked = panel
      .getByRole("listitem")
      .filter({ has: page.getByRole("img", { name: "blocked" }) })
      .first();
    await blocked.waitFor();
    expect(await blocked.getByRole("paragraph").innerText()).toMatch(/\w+ \w+ .*\w/);
    expect(await blocked.getByRole("button", { name: /^Confirm/ }).count()).toBe(0);
    await page.close();
  });

  test("shows why the server refuses what another planner has changed meanwhile", async () => {
    const option = await anOption(send);
    const page = await open(`${board}&mission=${option.mission_id}`);
    const confirm = page.getByRole("button", { name: "Confirm", exact: true }).first();
    await changeBefore(page, "engagements.confirm", () =>
      send("POST", `/engagements/${option.id}/cancel`, {}),
    );
    await confirm.click();
    const alert = page.getByRole("alert").first();
    await alert.waitFor();
    expect(await alert.innerText()).not.toBe("");
    await page.close();
  });

  test("moves a mission by keyboard, says its times at each step, and undoes it", async () => {
    const page = await open(`${board}&rows=venues`);
    const grid = page.getByRole("grid");
    await grid.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const focused = await focusedBar(page);
    await page.keyboard.press("m");
    const note = page.getByRole("status").filter({ hasText: /Monday|Saturday/ });
    await page.keyboard.press("ArrowRight");
    await note.waitFor();
    await page.keyboard.press("Escape");
    await note.waitFor({ state: "detached" });
    expect(await focusedBar(page)).toBe(focused);
    await page.keyboard.press("m");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: "Moved: " }).waitFor();
    await expect.poll(() => focusedBar(page)).not.toBe(focused);
    await page.keyboard.press("Control+z");
    await page.getByRole("status").filter({ hasText: "Undone" }).waitFor();
    await expect.poll(() => focusedBar(page)).toBe(focused);
    await page.close();
  });

  test("moves a mission by drag, to the quarter of an hour, and selects nothing", async () => {
    const page = await open(`${board}&rows=venues&zoom=day`);
    const bar = page.getByRole("row").nth(2).getByRole("gridcell").first();
    const before = await bar.getAttribute("aria-label");
    const box = await bar.boundingBox();
    if (box === null) throw new Error("The bar is not in view");
    await page.mouse.move(box.x + 20, box.y + 10);
    await page.mouse.down();
    // An hour and 10 minutes.
    const hour = (await bar.evaluate((element) => element.clientWidth)) / 4;
    await page.mouse.move(box.x + 20 + hour * 1.16, box.y + 10, { steps: 5 });
    await page.mouse.up();
    await page.getByRole("status").filter({ hasText: "Moved: " }).waitFor();
    await expect.poll(() => bar.getAttribute("aria-label")).not.toBe(before);
    expect(await page.getByRole("complementary").count()).toBe(0);
    await page.close();
  });

  test("Escape ends a drag and leaves the mission where it was", async () => {
    const page = await open(`${board}&rows=venues&zoom=day`);
    const bar = page.getByRole("row").nth(1).getByRole("gridcell").first();
    const before = await bar.getAttribute("aria-label");
    const box = await bar.boundingBox();
    if (box === null) throw new Error("The bar is not in view");
    await page.mouse.move(box.x + 20, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 120, box.y + 10, { steps: 4 });
    const note = page.getByRole("status").filter({ hasText: "Monday" });
    await note.waitFor();
    await page.keyboard.press("Escape");
    await note.waitFor({ state: "detached" });
    await page.mouse.move(box.x + 200, box.y + 10, { steps: 4 });
    await page.mouse.up();
    expect(await note.count()).toBe(0);
    expect(await bar.getAttribute("aria-label")).toBe(before);
    expect(await page.getByRole("complementary").count()).toBe(0);
    await page.close();
  });

  test("draws the night of the clock change with its 25 hours", async () => {
    const page = await open("/board?from=2027-10-25");
    const head = page.getByText("25 h: clocks go back");
    await head.waitFor();
    expect(await head.count()).toBe(1);
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
});

/** What a screen reader says of the bar that has the focus. */
async function focusedBar(page: Page): Promise<string | null> {
  const id = await page.getByRole("grid").getAttribute("aria-activedescendant");
  return page.locator(`[id="${id}"]`).getAttribute("aria-label");
}

const Options = z.object({
  engagements: z.array(z.object({ id: z.string(), mission_id: z.string(), status: z.string() })),
});

async function anOption(send: Send) {
  const day = Temporal.PlainDate.from(firstDay).toZonedDateTime("Europe/Paris");
  const to = day.add({ days: 7 }).toInstant().toString();
  const query = new URLSearchParams({ from: day.toInstant().toString(), to });
  const { engagements } = Options.parse(await send("GET", `/calendar?${query}`));
  const option = engagements.find(({ status }) => status === "option");
  if (option === undefined) throw new Error("The festival has no option");
  return option;
}

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
