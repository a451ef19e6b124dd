import { testApp } from "@coulisses/server/factory";
import { describe, expect, test } from "vitest";
import { faultsOf, hasBrowser, openBrowser } from "../../browser.factory.ts";

describe.skipIf(!hasBrowser)("The first start in a browser (needs chromium)", async () => {
  if (!hasBrowser) return;
  const { app, rest } = await testApp({ TIME_ZONE: "Europe/Paris" });
  const open = await openBrowser(await app.listen({ host: "127.0.0.1", port: 0 }));
  const empty = await testApp({ TIME_ZONE: "Europe/Paris" });
  const openEmpty = await openBrowser(await empty.app.listen({ host: "127.0.0.1", port: 0 }));

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

  test("loads the demo festival, and continues after a refusal", async () => {
    const { rest: send } = empty;
    const page = await openEmpty("/board?zoom=month");
    const steps = page.getByRole("region", { name: "First steps" });
    await steps.getByRole("button", { name: "Load the demo festival" }).waitFor();
    expect((await send("DELETE", "/skills/danse")).statusCode).toBe(204);
    await steps.getByRole("button", { name: "Load the demo festival" }).click();
    await steps.getByText(/^3 venues, 3 productions, \d+ people$/).waitFor();
    await steps.getByRole("alert").getByText("Is no skill of the organisation").waitFor();
    expect(await faultsOf(page)).toEqual([]);

    const dance = { code: "danse", label: "Danse", family: "artistique" };
    expect((await send("POST", "/skills", dance)).statusCode).toBe(201);
    await page.reload();
    await steps.getByRole("button", { name: "Continue loading" }).click();
    await page.getByRole("row", { name: /Antoine Rey/ }).waitFor();
    await steps.waitFor({ state: "detached" });
    expect((await send("GET", "/artists")).json()).toHaveLength(60);
    const focused = page.locator(":focus");
    expect(await focused.getAttribute("role")).toBe("grid");
    await page.close();
  });
});
