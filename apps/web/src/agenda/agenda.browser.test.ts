import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { password, startWithAccounts } from "../session/accounts.factory.ts";
import { firstDay, hasBrowser, startFestival } from "../browser.factory.ts";

const phone = { viewport: { width: 390, height: 844 } };

describe.skipIf(!hasBrowser)("An agenda on a phone (needs chromium)", async () => {
  if (!hasBrowser) return;
  const { open } = await startFestival();
  const plan = `/board?from=${firstDay}`;

  test("shows missions by day, and who else is on one", async () => {
    const page = await open("/agenda", phone);
    await page
      .getByRole("region", { name: /Monday/ })
      .getByRole("button")
      .first()
      .click();
    const mission = page.getByRole("complementary");
    await mission.getByRole("listitem").first().waitFor();
    await mission.getByRole("button", { name: "Close" }).click();
    await mission.waitFor({ state: "detached" });
    expect(await page.getByRole("region", { name: /Monday/ }).count()).toBeGreaterThan(0);
    await page.close();
  });

  test("stays readable without network, and says when it was read", async () => {
    const page = await open("/agenda", phone);
    const missions = page.getByRole("main").getByRole("listitem");
    await missions.first().waitFor();
    const read = await missions.allInnerTexts();
    await keptPages(page);
    await page.context().setOffline(true);
    await page.reload();
    await page.getByText(/^No network/).waitFor();
    expect(await missions.allInnerTexts()).toEqual(read);
    await page.close();
  });

  test("shows planners the open seats first, and places somebody", async () => {
    const page = await open(plan, phone);
    await page.getByRole("region", { name: "Open seats" }).getByRole("button").first().click();
    const mission = page.getByRole("complementary");
    await mission.getByRole("button", { name: "Find somebody" }).first().click();
    await mission.getByRole("listitem").first().waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    await page.close();
  });
});

describe.skipIf(!hasBrowser)("An artist who signs in (needs chromium)", async () => {
  if (!hasBrowser) return;
  const { account, joinAsArtist, open } = await startWithAccounts();

  test("comes to their agenda, their availability and their counters", async () => {
    const email = "ines@example.org";
    await account(email, "Inès Carvalho");
    await joinAsArtist(email, "Inès Carvalho");
    const page = await open("/", { ...phone, locale: "fr-FR" });
    await page.getByLabel("Adresse mail").fill(email);
    await page.getByLabel("Mot de passe").fill(password);
    await page.getByRole("button", { name: "Se connecter" }).click();
    await page.getByText("Rien n’est prévu pour vous").waitFor();
    for (const name of ["Disponibilités", "Compteurs"]) {
      await page.getByRole("link", { name }).click();
      await page.getByRole("heading", { level: 2 }).first().waitFor();
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
    }
    await page.close();
  });
});

/** Waits until the page and its scripts are kept on the device. */
async function keptPages(page: Page): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate<boolean>(
          `caches.open("coulisses-pages").then(async (cache) =>
            (await cache.match("/")) !== undefined &&
            (await cache.keys()).some(({ url }) => url.includes("agenda-screen")))`,
        ),
      { timeout: 60_000 },
    )
    .toBe(true);
}
