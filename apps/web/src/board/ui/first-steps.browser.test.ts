import { testApp } from "@coulisses/server/factory";
import { describe, expect, test } from "vitest";
import { faultsOf, hasBrowser, openBrowser } from "../../browser.factory.ts";

describe.skipIf(!hasBrowser)("The first start in a browser (needs chromium)", async () => {
  if (!hasBrowser) return;
  const { app, rest } = await testApp({ TIME_ZONE: "Europe/Paris" });
  const open = await openBrowser(await app.listen({ host: "127.0.0.1", port: 0 }));

  test("leads from a venue over a production and people to the first mission", async () => {
    const page = await open("/board", { locale: "fr-FR" });
    const steps = page.getByRole("region", { name: "Premiers pas" });
    await steps.getByText("Étape 1 sur 4").waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await steps.getByRole("link", { name: "Créer un lieu" }).click();
    await page.getByRole("complementary").waitFor();
    expect(
      (await rest("POST", "/venues", { name: "Salle", time_zone: "Europe/Paris" })).statusCode,
    ).toBe(201);
    await page.goto(new URL("/board", page.url()).href);
    await steps.getByRole("link", { name: "Créer une production" }).waitFor();
    expect((await rest("POST", "/projects", { title: "Noces" })).statusCode).toBe(201);
    await page.reload();
    await steps.getByRole("link", { name: "Ajouter des personnes" }).click();
    await page.getByLabel("Lignes d’un tableur").fill("Zoé;;");
    await page.getByRole("button", { name: "Créer 1 personne" }).click();
    await page.getByText("1 personne créée.").waitFor();
    await page.goto(new URL("/board", page.url()).href);
    await steps.getByRole("button", { name: "Planifier la première mission" }).click();
    await page.getByRole("complementary").waitFor();
    await steps.waitFor({ state: "detached" });
    await page.close();
  });
});
