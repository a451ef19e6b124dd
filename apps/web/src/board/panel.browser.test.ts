import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { firstDay, hasBrowser, startFestival } from "../browser.factory.ts";

const board = `/board?from=${firstDay}&rows=venues`;

const Missions = z.array(
  z.object({
    id: z.string(),
    title: z.string(),
    starts_at: z.string(),
    ends_at: z.string(),
    positions: z.array(z.object({ skill: z.string().nullable(), count: z.number() })),
  }),
);

describe.skipIf(!hasBrowser)("The panel in a browser (needs chromium)", async () => {
  if (!hasBrowser) return;
  const { open, send } = await startFestival();
  const [venue] = z.array(z.object({ id: z.string() })).parse(await send("GET", "/venues"));

  async function missionOf(title: string) {
    const missions = Missions.parse(await send("GET", "/missions?limit=1000"));
    const found = missions.find((mission) => mission.title === title);
    if (found === undefined) throw new Error(`There is no mission ${title}`);
    return found;
  }

  /** A mission of its own, so that tests do not change each other's. */
  async function made(title: string, more: object = {}) {
    await send("POST", "/missions", {
      venue_id: venue?.id,
      title,
      kind: "autre",
      starts_at: `${firstDay}T10:00`,
      ends_at: `${firstDay}T14:00`,
      ...more,
    });
    return missionOf(title);
  }

  async function openMission(title: string, more: object = {}) {
    const { id } = await made(title, more);
    const page = await open(`${board}&mission=${id}`);
    const panel = page.getByRole("complementary", { name: title });
    await panel.waitFor();
    return { page, panel };
  }

  test("creates a mission with positions, and selects it", async () => {
    const page = await open(board);
    await page.getByRole("button", { name: "New mission" }).click();
    const panel = page.getByRole("complementary", { name: "New mission" });
    await panel.getByRole("textbox", { name: "Title" }).fill("Accrochage");
    await choose(page, "Venue", "Cour");
    await choose(page, "Skill", "Lumi");
    await panel.getByRole("textbox", { name: "People" }).fill("2");
    await panel.getByRole("button", { name: "Create the mission" }).click();
    const created = page.getByRole("complementary", { name: "Accrochage" });
    await created.waitFor();
    expect(await created.getByText("2 open seats").count()).toBe(1);
    expect(await missionOf("Accrochage")).toMatchObject({
      starts_at: `${firstDay}T09:00:00+02:00`,
      positions: [{ skill: "lumiere", count: 2 }],
    });
    await page.close();
  });

  test("does not create a mission without a venue, and says so", async () => {
    const page = await open(board);
    await page.getByRole("button", { name: "New mission" }).click();
    await page.getByRole("button", { name: "Create the mission" }).click();
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.innerText()).toBe("Choose a venue.");
    await page.close();
  });

  test("has a mission end on the next day if its end is before its start", async () => {
    const { page, panel } = await openMission("Nuit");
    await panel.getByRole("textbox", { name: "Start" }).fill("22h");
    await panel.getByRole("textbox", { name: "End" }).fill("6");
    await panel.getByText("8 h, until Tue").waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("status").filter({ hasText: "Changed: Nuit" }).waitFor();
    expect(await missionOf("Nuit")).toMatchObject({
      starts_at: `${firstDay}T22:00:00+02:00`,
      ends_at: "2027-05-04T06:00:00+02:00",
    });
    await page.close();
  });

  test("asks which time is meant in the night when clocks go back", async () => {
    const { page, panel } = await openMission("Changement d’heure");
    await panel.getByRole("textbox", { name: "Date" }).fill("31/10/2027");
    await panel.getByRole("textbox", { name: "Start" }).fill("1:00");
    await panel.getByRole("textbox", { name: "End" }).fill("2:30");
    await panel.getByRole("alert").filter({ hasText: "2:30 comes twice" }).waitFor();
    await panel.getByRole("radio", { name: "The second" }).click();
    await panel.getByRole("textbox", { name: "Title" }).focus();
    await page.getByRole("status").filter({ hasText: "Changed: " }).waitFor();
    expect(await missionOf("Changement d’heure")).toMatchObject({
      ends_at: "2027-10-31T02:30:00+01:00",
    });
    await page.close();
  });

  test("says beside a field why it was refused, and keeps what was typed", async () => {
    const { page, panel } = await openMission("Refus");
    const title = panel.getByRole("textbox", { name: "Title" });
    await title.fill("x".repeat(256));
    await page.keyboard.press("Enter");
    const alert = panel.getByRole("alert");
    await alert.waitFor();
    expect(await alert.innerText()).toContain("255");
    expect(await title.inputValue()).toHaveLength(256);
    await title.focus();
    await page.keyboard.press("Escape");
    expect(await title.inputValue()).toBe("Refus");
    await page.close();
  });

  test("adds a position, places somebody, and undoes it from the history", async () => {
    const { page, panel } = await openMission("Renfort");
    await panel.getByRole("button", { name: "Add a position" }).click();
    await choose(page, "Skill", "Son");
    await panel.getByRole("button", { name: "Add a position" }).click();
    await panel.getByText("1 open seat").waitFor();
    await panel.getByRole("button", { name: "Find somebody" }).click();
    const option = panel.getByRole("button", { name: /^Ask .* for an option$/ }).first();
    const label = await option.getAttribute("aria-label");
    const name = /^Ask (.*) for an option$/.exec(label ?? "")?.[1] ?? "";
    await option.click();
    const taken = panel.getByRole("button", { name: `Remove ${name}` });
    await taken.waitFor();
    await panel.getByRole("button", { name: "Show: History" }).click();
    await panel.getByRole("button", { name: `Undo: ${name}` }).click();
    await taken.waitFor({ state: "detached" });
    await panel.getByText("option → taken off").waitFor();
    expect(await panel.getByRole("button", { name: /^Undo: / }).count()).toBe(2);
    await page.close();
  });

  test("asks for an option that expires, and replaces it by somebody confirmed", async () => {
    const { page, panel } = await openMission("Remplacement", { positions: [{ skill: "son" }] });
    await panel.getByRole("button", { name: "Find somebody" }).click();
    await panel.getByRole("button", { name: /Options expire/ }).click();
    await page.getByRole("option", { name: "in 2 days" }).click();
    const option = panel.getByRole("button", { name: /^Ask .* for an option$/ }).first();
    await option.click();
    await panel.getByText(/^option 1 · expires /).waitFor();
    await panel.getByRole("button", { name: "Hide", exact: true }).click();
    await panel.getByRole("button", { name: /^More about / }).click();
    await page.getByRole("menuitem", { name: "Replace" }).click();
    await panel
      .getByRole("button", { name: /^Choose / })
      .first()
      .click();
    await page.getByRole("status").filter({ hasText: "Replaced: " }).waitFor();
    await panel.getByText("All seats are filled").waitFor();
    expect(await panel.getByText(/^confirmed/).count()).toBe(1);
    await page.close();
  });

  test("Escape closes a list before it closes the panel", async () => {
    const { page, panel } = await openMission("Échap");
    const venues = panel.getByRole("combobox", { name: "Venue" });
    await venues.fill("C");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("option").first().waitFor({ state: "detached" });
    expect(await panel.count()).toBe(1);
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    await page.close();
  });

  test("cancels a mission after asking, and keeps it in sight", async () => {
    const { page, panel } = await openMission("Reportée");
    await panel.getByRole("button", { name: "Cancel the mission" }).click();
    await panel.getByText(/Everybody on it is taken off/).waitFor();
    await panel.getByRole("button", { name: "Cancel the mission" }).click();
    await panel.getByRole("button", { name: "Restore as a draft" }).click();
    await panel.getByRole("button", { name: "Publish" }).waitFor();
    expect(await panel.getByText("Draft").count()).toBe(1);
    await page.close();
  });

  test("takes the focus when it is opened by keyboard, and gives it back", async () => {
    const page = await open(board);
    const grid = page.getByRole("grid");
    await grid.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const panel = page.getByRole("complementary");
    await panel.waitFor();
    await expect.poll(() => hasFocus(page, "complementary")).toBe(true);
    await page.keyboard.press("Tab");
    expect(await panel.getByRole("textbox", { name: "Title" }).evaluate(isActive)).toBe(true);
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    expect(await hasFocus(page, "grid")).toBe(true);
    await page.close();
  });
});

/** Types the beginning of a name into a field with a list, and takes the first. */
async function choose(page: Page, field: string, typed: string): Promise<void> {
  const box = page.getByRole("combobox", { name: field });
  await box.fill(typed);
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

function hasFocus(page: Page, role: "complementary" | "grid"): Promise<boolean> {
  return page.getByRole(role).evaluate(isActive);
}

function isActive(element: Element): boolean {
  return element === document.activeElement;
}
