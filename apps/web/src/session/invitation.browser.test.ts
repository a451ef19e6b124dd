import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { faultsOf, hasBrowser } from "../browser.factory.ts";
import { password, signIn, startWithAccounts } from "./accounts.factory.ts";

const french = { locale: "fr-FR", viewport: { width: 390, height: 844 } };

describe.skipIf(!hasBrowser)("An invitation, in a browser (needs chromium)", async () => {
  if (!hasBrowser) return;
  const house = await startWithAccounts();
  await house.account("admin@example.org", "Camille");
  await house.join("admin@example.org", "admin");
  const admin = await house.signedIn("admin@example.org", "/");
  await admin.getByRole("grid").waitFor();

  async function invite(email: string): Promise<string> {
    const answer = await admin.request.post(`${house.url}/auth/organization/invite-member`, {
      data: { email, role: "planner" },
      headers: { origin: house.url },
    });
    expect(answer.status()).toBe(200);
    const { pathname, search } = new URL(await house.linkTo("/invitation", email));
    return pathname + search;
  }

  async function choosePassword(page: Page, email: string): Promise<void> {
    await page.goto(await house.linkTo("/magic-link/password", email));
    await page.getByLabel("Nouveau mot de passe").fill(password);
    await page.keyboard.press("Enter");
  }

  test("its mail leads somebody without an account to the plan", async () => {
    const email = "lea@example.org";
    const page = await house.open(await invite(email), french);
    await page.getByLabel("Votre nom").fill("Léa");
    await page.getByLabel("Adresse mail").fill(email);
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Choisir un mot de passe" }).click();
    await page.getByRole("heading", { name: "Consultez vos mails" }).waitFor();
    await choosePassword(page, email);
    await page.getByRole("heading", { name: "Rejoindre Default organisation" }).waitFor();
    await page.getByText("admin@example.org").waitFor();
    await page.getByText("Planificateur").waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Accepter" }).click();
    await page.waitForURL(`${house.url}/board**`);
    await page.getByRole("button", { name: "Menu" }).waitFor();
    await page.close();
  });

  test("somebody who belongs to no organisation finds it, and can decline it", async () => {
    const email = "max@example.org";
    await house.account(email, "Max");
    const page = await house.signedIn(email, "/");
    await page.getByRole("heading", { name: "You belong to no organisation yet" }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await invite(email);
    await page.getByRole("button", { name: "Look again" }).click();
    await page.getByRole("button", { name: /^Look at the invitation/ }).click();
    await page.getByRole("button", { name: "Decline" }).click();
    await page.getByRole("heading", { name: "You declined the invitation." }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  });

  test("it does not open for another address than the invited one", async () => {
    const page = await house.open(await invite("zoe@example.org"));
    await page.getByRole("radio", { name: "I have an account" }).click();
    await signIn(page, "admin@example.org");
    await page.getByRole("heading", { name: "This invitation cannot be opened" }).waitFor();
    await page.getByRole("button", { name: "Sign in with another address" }).click();
    await page.getByLabel("Your name").waitFor();
    expect(page.url()).toContain("/invitation?id=");
    await page.close();
  });
});
