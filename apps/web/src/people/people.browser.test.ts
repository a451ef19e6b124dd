import { readFile } from "node:fs/promises";
import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { hasBrowser, startFestival } from "../browser.factory.ts";

const Person = z.object({
  id: z.string(),
  availabilities: z.array(z.object({ start: z.string(), end: z.string() })),
});

describe.skipIf(!hasBrowser)("The screens of people in a browser (needs chromium)", async () => {
  if (!hasBrowser) return;
  const { open, send } = await startFestival();

  /** A new person with a page of their own. */
  async function newPerson(name: string) {
    const { id } = Person.parse(await send("POST", "/artists", { name }));
    const slots = async () => Person.parse(await send("GET", `/artists/${id}`)).availabilities;
    return { id, path: `/people/${id}`, slots };
  }

  test("finds people by name and skill on the server, and leads to their page", async () => {
    const page = await open("/people");
    await page.getByRole("searchbox", { name: "Search people" }).fill("gaelle");
    const row = page.getByRole("row", { name: "Gaëlle Rousset" });
    await row.filter({ hasText: /./ }).waitFor();
    await page.getByRole("row", { name: "Anna Kowalski" }).waitFor({ state: "detached" });
    await row.click();
    await page.getByRole("heading", { level: 1, name: "Gaëlle Rousset" }).waitFor();
    await page.goto(new URL("/people?skill=danse", page.url()).href);
    await page.getByRole("row").nth(1).filter({ hasText: "Danse" }).waitFor();
    expect(await page.getByRole("row").count()).toBe(1 + 6);
    await page.close();
  });

  test("creates a person, gives them a skill, and says what is wrong beside its field", async () => {
    const page = await open("/people?selected=new");
    const name = "<img src=x onerror=alert(1)> \u202Eevil";
    await page.getByRole("complementary").getByLabel("Name").fill(name);
    await page.getByRole("button", { name: "Create" }).click();
    const profile = page.getByRole("region", { name: "Profile" });
    await profile.getByLabel("Email address").fill("no address");
    await profile.getByRole("combobox", { name: "Add a skill" }).fill("son");
    await page.getByRole("option", { name: "Son", exact: true }).click();
    await profile.getByRole("listitem").filter({ hasText: "Son" }).waitFor();
    await profile.getByRole("button", { name: "Save" }).click();
    const email = profile.getByLabel("Email address");
    await expect.poll(() => email.getAttribute("aria-invalid")).toBe("true");
    await email.fill("lina@example.org");
    await profile.getByLabel("Name").fill(`${name} renamed`);
    await profile.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { level: 1, name: /renamed/ }).waitFor();
    await page.goto(new URL("/people?q=onerror", page.url()).href);
    await page
      .getByRole("row", { name: /onerror.*renamed/ })
      .filter({ hasText: "lina@example.org" })
      .waitFor();
    expect(await page.locator("img").count()).toBe(0);
    await page.close();
  });

  test("asks a part-timer’s hours, and lists the rules for the person", async () => {
    const { path } = await newPerson("Part-timer");
    const page = await open(path);
    const profile = page.getByRole("region", { name: "Profile" });
    await profile.getByRole("button", { name: /Employment/ }).click();
    await page.getByRole("option", { name: "Part-time" }).click();
    await profile.getByLabel("Hours in the contract").fill("24");
    await profile.getByRole("button", { name: "Save" }).click();
    await expect
      .poll(() => profile.getByLabel("Hours in the contract").inputValue())
      .toBe("24\u00A0h");
    const rules = page.getByRole("region", { name: "Rules for this person" });
    await rules.getByText(/^They do not apply/).click();
    await rules.getByText("because of the age").first().waitFor();
    await page.close();
  });

  test("offers days by drag, and withdraws hours of them", async () => {
    const { path, slots } = await newPerson("Drag");
    const page = await open(path);
    const part = page.getByRole("region", { name: "Availabilities" });
    const days = part.getByRole("gridcell");
    const [from, to] = await Promise.all([days.nth(8), days.nth(10)].map(centre));
    await page.mouse.move(from?.x ?? 0, from?.y ?? 0);
    await page.mouse.down();
    await page.mouse.move(to?.x ?? 0, to?.y ?? 0, { steps: 5 });
    await page.mouse.up();
    expect(await part.getByRole("gridcell", { selected: true }).count()).toBe(3);
    await part.getByRole("button", { name: "Offer" }).click();
    await expect.poll(async () => (await slots()).length).toBe(1);
    await days.nth(9).click();
    await part.getByLabel("From").fill("09:00");
    await part.getByLabel("to", { exact: true }).fill("12:00");
    await part.getByRole("button", { name: "Withdraw" }).click();
    await expect.poll(async () => (await slots()).length).toBe(2);
    await part.getByRole("gridcell", { name: /available 0:00–9:00, 12:00–24:00/ }).waitFor();
    await page.close();
  });

  test("offers days by keyboard alone", async () => {
    const { path, slots } = await newPerson("Keys");
    const page = await open(path);
    const part = page.getByRole("region", { name: "Availabilities" });
    await part.locator("[data-date][tabindex='0']").focus();
    await page.keyboard.press("PageDown");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowDown");
    expect(await part.getByRole("gridcell", { selected: true }).count()).toBe(9);
    for (let pressed = 0; pressed < 30; pressed += 1) {
      await page.keyboard.press("Tab");
      const focused = await page.evaluate(() => document.activeElement?.textContent);
      if (focused === "Offer") break;
    }
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await slots()).length).toBe(1);
    await page.close();
  });

  test("counts hours in a table, after outside work is added, and undoes that", async () => {
    const { path } = await newPerson("Counted");
    const page = await open(path);
    const part = page.getByRole("region", { name: "Outside work" });
    await part.getByRole("button", { name: "Add outside work" }).click();
    const day = Temporal.Now.plainDateISO("Europe/Paris").subtract({ days: 3 }).toString();
    await part.getByLabel("Begins").fill(`${day}T09:00`);
    await part.getByLabel("Ends").fill(`${day}T08:00`);
    await part.getByRole("button", { name: "Create" }).click();
    await part.getByRole("alert").waitFor();
    await part.getByLabel("Ends").fill(`${day}T17:00`);
    await part.getByLabel("Employer").fill("Opéra");
    await part.getByLabel("SIRET").fill("784 281 234 00019");
    await part.getByRole("button", { name: "Unemployment insurance" }).click();
    await page.getByRole("option", { name: "Annexe 10" }).click();
    await part.getByRole("button", { name: "Create" }).click();
    await part.getByText("Opéra · Annexe 10").waitFor();
    const counters = page.getByRole("region", { name: "Hours and cachets" });
    await counters.getByRole("row").nth(1).filter({ hasText: "8\u00A0h" }).waitFor();
    await part.getByRole("heading").click();
    await page.keyboard.press("Control+z");
    await part.getByText("None is on file.").waitFor();
    await expect.poll(() => counters.getByRole("row").count()).toBe(0);
    await page.close();
  });

  test("saves what is stored about a person, and anonymises them after asking", async () => {
    const { path, id } = await newPerson("Odile Partie");
    const page = await open(path);
    const part = page.getByRole("region", { name: "Personal data" });
    const saved = page.waitForEvent("download");
    await part.getByRole("button", { name: "Export all data" }).click();
    const file = JSON.parse(await readFile(await (await saved).path(), "utf8"));
    expect(file).toMatchObject({ artist: { id, name: "Odile Partie" } });
    await part.getByRole("button", { name: "Anonymise" }).click();
    await part.getByText(/Odile Partie.*cannot be undone/).waitFor();
    await part.getByRole("button", { name: "Anonymise" }).click();
    await page.getByRole("searchbox", { name: "Search people" }).waitFor();
    expect(await send("GET", "/artists?q=odile%20partie")).toEqual([]);
    await page.close();
  });

  test("a person's page fits a phone", async () => {
    const { path } = await newPerson("A".repeat(255));
    const page = await open(path, { viewport: { width: 390, height: 844 } });
    await page.getByRole("grid").waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await page.close();
  });
});

async function centre(locator: Locator) {
  const box = await locator.boundingBox();
  if (box === null) throw new Error("The day is not in view");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
