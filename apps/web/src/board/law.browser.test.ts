import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { firstDay, hasBrowser, startFestival } from "../browser.factory.ts";

const board = `/board?from=${firstDay}`;
const Made = z.object({ id: z.string(), positions: z.array(z.object({ id: z.string() })) });
const Times = z.object({ title: z.string(), starts_at: z.string(), ends_at: z.string() });

describe.skipIf(!hasBrowser)("The law on the board in a browser (needs chromium)", async () => {
  if (!hasBrowser) return;
  const { open, send } = await startFestival();
  const [venue] = z.array(z.object({ id: z.string() })).parse(await send("GET", "/venues"));

  /** Somebody who works until 23:00 on a day, and from 12:00 on the next, on a mission of that title. */
  async function somebody(
    name: string,
    { title, day, status = "confirmed" }: { title: string; day: number; status?: string },
  ) {
    const { id: artist_id } = z
      .object({ id: z.string() })
      .parse(await send("POST", "/artists", { name }));
    const mission = async (named: string, from: string, to: string) =>
      Made.parse(
        await send("POST", "/missions", {
          venue_id: venue?.id,
          title: named,
          kind: "autre",
          starts_at: from,
          ends_at: to,
          positions: [{}],
        }),
      );
    const on = (days: number, time: string) =>
      `${Temporal.PlainDate.from(firstDay)
        .add({ days: day + days })
        .toString()}T${time}`;
    const eve = await mission(`Eve of ${title}`, on(0, "18:00"), on(0, "23:00"));
    const made = await mission(title, on(1, "12:00"), on(1, "16:00"));
    const engagements = [eve, made].map(({ positions }, i) => ({
      position_id: positions[0]?.id,
      artist_id,
      status: i === 0 ? "confirmed" : status,
    }));
    await send("POST", "/engagements", { engagements });
    return made.id;
  }

  test("rows are tinted when a drag begins, with a mark beside each name", async () => {
    const page = await open(board);
    const bar = page
      .getByRole("row", { name: /Antoine Rey/ })
      .getByRole("gridcell")
      .first();
    const box = await bar.boundingBox();
    if (box === null) throw new Error("The bar is not in view");
    await page.mouse.move(box.x + box.width / 2, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 2, box.y + 40, { steps: 4 });
    await page.locator("[data-tinted]").waitFor();
    const marks = page.getByRole("rowheader").getByRole("img");
    const names = new Set(await marks.evaluateAll((all) => all.map((one) => one.ariaLabel)));
    expect(names).toContain("free");
    expect(names).toContain("blocked");
    await page.keyboard.press("Escape");
    await page.mouse.up();
    await expect.poll(() => marks.count()).toBe(0);
    expect(await page.locator("[data-tinted]").count()).toBe(0);
    await page.close();
  });

  test("a drag says its worst reason with article and margin; a drop on it is overridden with a reason", async () => {
    const id = await somebody("Alba Short-Rest", { title: "Plateau", day: 0 });
    const page = await open(board);
    const bar = page.getByRole("row", { name: /Alba Short-Rest/ }).getByRole("gridcell", {
      name: /^Plateau/,
    });
    await lift(page, bar);
    await page.keyboard.press("ArrowLeft");
    await page.locator("[data-tinted]").waitFor();
    for (let step = 1; step < 24; step += 1) await page.keyboard.press("ArrowLeft");
    const note = page.getByRole("status").filter({ hasText: "7 h of rest; 11 h required" });
    await note.filter({ hasText: "4 h missing" }).waitFor();
    expect(await note.innerText()).toContain("L3131-1");
    await page.keyboard.press("Enter");
    const refused = page.getByRole("alert").filter({ hasText: "7 h of rest; 11 h required" });
    await refused.waitFor();
    await expect.poll(() => bar.getAttribute("aria-label")).toContain("12:00");
    await refused.getByRole("button", { name: "Show on the board: Eve of Plateau" }).click();
    await page.getByRole("complementary", { name: "Eve of Plateau" }).waitFor();
    await refused.getByLabel("Reason to do it all the same").fill("Nobody else knows the desk");
    await refused.getByRole("button", { name: "Override" }).click();
    await refused.waitFor({ state: "detached" });
    await expect.poll(() => bar.getAttribute("aria-label")).toContain("6:00");
    await expect.poll(async () => (await missionOf(id)).starts_at).toContain("T06:00");
    await page.close();
  });

  test("shows both versions of what another planner has changed, and lets choose", async () => {
    const id = await somebody("Basil Stale", { title: "Accroche", day: 2 });
    const page = await open(board);
    const bar = page.getByRole("row", { name: /Basil Stale/ }).getByRole("gridcell", {
      name: /^Accroche/,
    });
    /** Moves it by an hour, while another planner gives it another title. */
    async function moveMeanwhile(title: string) {
      await lift(page, bar);
      for (let step = 0; step < 4; step += 1) await page.keyboard.press("ArrowRight");
      await send("PATCH", `/missions/${id}`, { title });
      await page.keyboard.press("Enter");
      const alert = page.getByRole("alert").filter({ hasText: "It was changed meanwhile" });
      await alert.waitFor();
      return alert;
    }
    const first = await moveMeanwhile("Accroche des perches");
    expect(await first.getByRole("row", { name: /^Times/ }).innerText()).toMatch(/13:00.*12:00/s);
    expect(await first.getByRole("row", { name: /^Title/ }).innerText()).toContain("des perches");
    await first.getByRole("button", { name: "Keep it as it is" }).click();
    await first.waitFor({ state: "detached" });
    await expect.poll(() => bar.getAttribute("aria-label")).toContain("12:00");

    const second = await moveMeanwhile("Accroche des projecteurs");
    await second.getByRole("button", { name: "Apply mine to it" }).click();
    await second.waitFor({ state: "detached" });
    await expect.poll(() => missionOf(id)).toMatchObject({ title: "Accroche des projecteurs" });
    await expect.poll(async () => (await missionOf(id)).starts_at).toContain("T13:00");
    await page.close();
  });

  test("the panel shows both versions of a field, and asks for a reason to confirm", async () => {
    const id = await somebody("Cleo Option", { title: "Raccord", day: 4, status: "option" });
    const page = await open(`${board}&mission=${id}`);
    const panel = page.getByRole("complementary", { name: "Raccord" });
    const title = panel.getByLabel("Title");
    await title.fill("Raccord lumière");
    const early = {
      starts_at: `${Temporal.PlainDate.from(firstDay).add({ days: 5 }).toString()}T06:00`,
    };
    await send("PATCH", `/missions/${id}`, early);
    await title.press("Tab");
    const stale = page.getByRole("alert").filter({ hasText: "It was changed meanwhile" });
    await stale.getByRole("row", { name: /^Times/ }).waitFor();
    await stale.getByRole("button", { name: "Apply mine to it" }).click();
    await stale.waitFor({ state: "detached" });
    await expect.poll(() => missionOf(id)).toMatchObject({ title: "Raccord lumière" });

    const renamed = page.getByRole("complementary", { name: "Raccord lumière" });
    await renamed.getByRole("button", { name: "Confirm", exact: true }).click();
    const refused = page.getByRole("alert").filter({ hasText: "7 h of rest; 11 h required" });
    await refused.getByLabel("Reason to do it all the same").fill("Agreed with Cleo");
    await refused.getByRole("button", { name: "Override" }).click();
    await refused.waitFor({ state: "detached" });
    await renamed.getByText("confirmed", { exact: true }).waitFor();
    await page.close();
  });

  async function missionOf(id: string) {
    return Times.parse(await send("GET", `/missions/${id}`));
  }
});

/** Takes a bar to move it by the keyboard. */
async function lift(page: Page, bar: ReturnType<Page["locator"]>): Promise<void> {
  await bar.click();
  await page.getByRole("grid").focus();
  await page.keyboard.press("m");
}
