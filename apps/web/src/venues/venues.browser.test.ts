import { describe, expect, test } from "vitest";
import { hasBrowser, startFestival } from "../browser.factory.ts";

describe.skipIf(!hasBrowser)("The screen of venues in a browser (needs chromium)", async () => {
  if (!hasBrowser) return;
  const { open, send } = await startFestival();

  test("creates a venue with a contact, and says what is missing beside its field", async () => {
    const page = await open("/venues");
    await page.getByRole("button", { name: "New venue" }).click();
    const form = page.getByRole("complementary", { name: "New venue" });
    const name = form.getByLabel("Name");
    await form.getByRole("button", { name: "Create" }).click();
    await expect.poll(() => name.getAttribute("aria-invalid")).toBe("true");
    expect(await name.evaluate((field) => field === document.activeElement)).toBe(true);
    await name.fill("Théâtre du Pont <img src=x onerror=alert(1)>");
    await form.getByRole("button", { name: "Add a contact" }).click();
    await form.getByRole("group").getByLabel("Name").fill("Maud Kervella");
    await form.getByRole("group").getByLabel("Email address").fill("not an address");
    await form.getByRole("button", { name: "Create" }).click();
    const email = form.getByRole("group").getByLabel("Email address");
    await expect.poll(() => email.getAttribute("aria-invalid")).toBe("true");
    await email.fill("maud@example.org");
    await form.getByRole("button", { name: "Create" }).click();
    await form.waitFor({ state: "detached" });
    const row = page.getByRole("row", { name: /Théâtre du Pont <img src=x/ });
    await row.filter({ hasText: "Maud Kervella" }).waitFor();
    expect(await page.locator("img").count()).toBe(0);
    await page.close();
  });

  test("searches on the server, and keeps the search in the address", async () => {
    const page = await open("/venues");
    await page.getByRole("searchbox", { name: "Search venues" }).fill("cloitre");
    await page.getByRole("row", { name: /Cour d'honneur/ }).waitFor({ state: "detached" });
    await page.getByRole("row", { name: /Cloître des Carmes/ }).waitFor();
    expect(new URL(page.url()).searchParams.get("q")).toBe("cloitre");
    await page.close();
  });

  test("refuses to overwrite what another planner changed meanwhile", async () => {
    const { id } = Object(await send("POST", "/venues", { name: "Bateau", time_zone: "UTC" }));
    const page = await open(`/venues?selected=${id}`);
    const form = page.getByRole("complementary", { name: "Bateau" });
    await form.getByLabel("Address").fill("Quai 1");
    await send("PATCH", `/venues/${id}`, { address: "Quai 2" });
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByRole("alert").waitFor();
    expect(await form.getByLabel("Address").inputValue()).toBe("Quai 1");
    expect(await send("GET", `/venues/${id}`)).toMatchObject({ address: "Quai 2" });
    await form.getByRole("button", { name: "Show what is now" }).click();
    await expect.poll(() => form.getByLabel("Address").inputValue()).toBe("Quai 2");
    await form.getByLabel("Address").fill("Quai 3");
    await send("PATCH", `/venues/${id}`, { address: "Quai 4" });
    await form.getByRole("button", { name: "Save" }).click();
    await form.getByRole("button", { name: "Keep what I typed" }).click();
    await form.getByRole("button", { name: "Save" }).click();
    await form.waitFor({ state: "detached" });
    expect(await send("GET", `/venues/${id}`)).toMatchObject({ address: "Quai 3" });
    await page.close();
  });

  test("asks before it deletes a venue, and says what it is used for", async () => {
    const page = await open("/venues");
    await page.getByRole("row", { name: /Cour d'honneur/ }).click();
    const form = page.getByRole("complementary", { name: "Cour d'honneur" });
    await form.getByRole("button", { name: "Delete" }).click();
    await page.keyboard.press("Escape");
    await form.getByRole("button", { name: "Delete" }).click();
    await form.getByRole("group", { name: /cannot be undone/ }).waitFor();
    await form.getByRole("button", { name: "Delete" }).click();
    expect(await form.getByRole("alert").innerText()).toMatch(/Cour d'honneur has missions/);
    await page.close();
  });

  test("changes travel times by keyboard, in both directions or one", async () => {
    const page = await open("/venues?show=ways");
    const cell = (from: string, to: string) =>
      page.getByLabel(`From ${from} to ${to}`, { exact: true });
    const [cloister, court] = ["Cloître des Carmes", "Cour d'honneur"];
    await expect.poll(() => cell(cloister, court).inputValue()).toBe("10");
    await cell("Carrière de Boulbon", cloister).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.type("1h15");
    await page.keyboard.press("Enter");
    await expect.poll(() => cell(court, cloister).inputValue()).toBe("1\u00A0h\u00A015");
    await page.getByText("Change one direction only").click();
    await cell(court, cloister).fill("20");
    await cell(court, cloister).press("Enter");
    await cell(court, cloister).fill("soon");
    await cell(court, cloister).press("ArrowUp");
    await page.getByRole("alert").filter({ hasText: "“soon” is no time" }).waitFor();
    await expect
      .poll(() => send("GET", "/travel-times"))
      .toEqual(
        expect.arrayContaining([
          expect.objectContaining({ minutes: 75 }),
          expect.objectContaining({ minutes: 20 }),
        ]),
      );
    await page.close();
  });

  test("stays usable with 30 venues, on a phone as on a desk", async () => {
    for (let number = 1; number <= 30; number += 1)
      await send("POST", "/venues", { name: `Venue ${number}`, time_zone: "Europe/Paris" });
    const page = await open("/venues?show=ways", { viewport: { width: 390, height: 844 } });
    await page.getByLabel("From Venue 1 to Venue 30", { exact: true }).focus();
    await page.keyboard.type("12");
    await page.keyboard.press("Enter");
    await expect
      .poll(() => page.getByLabel("From Venue 30 to Venue 1", { exact: true }).inputValue())
      .toBe("12");
    await page.close();
  });
});
