import { honestly, Provider } from "@coulisses/server/auth/provider.factory";
import { describe, expect, test } from "vitest";
import { faultsOf, hasBrowser } from "../browser.factory.ts";
import { password, signIn, startWithAccounts } from "./accounts.factory.ts";

const email = "ines@example.org";

describe.skipIf(!hasBrowser)("Signing in, in a browser (needs chromium)", async () => {
  if (!hasBrowser) return;
  const provider = await new Provider().start();
  const { issuer } = provider;
  const { host } = new URL(issuer);
  const house = await startWithAccounts({
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: "coulisses",
    OIDC_CLIENT_SECRET: "shared with the provider",
  });
  await house.account(email, "Inès");
  await house.join(email, "planner");

  test("a stranger is asked who they are, and told why they are refused", async () => {
    const page = await house.open("/");
    await signIn(page, email, "not the password");
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.innerText()).toContain("The address or the password is wrong.");
    expect(await page.getByRole("grid").count()).toBe(0);
    await page.getByRole("button", { name: `Continue with ${host}` }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  });

  test("a mailed link leads to the board, and signing out leads back", async () => {
    const page = await house.open("/board?zoom=day");
    await page.getByLabel("Email address").fill(email);
    await page.getByRole("button", { name: "Mail me a link" }).click();
    await page.getByRole("heading", { name: "Look at your mail" }).waitFor();
    await page.goto(await house.linkTo("/magic-link/verify", email));
    await page.getByRole("button").click();
    await page.getByRole("grid").waitFor();
    expect(page.url()).toContain("zoom=day");
    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByLabel("Email address").waitFor();
    expect(await page.getByRole("grid").count()).toBe(0);
    await page.close();
  });

  test("a provider leads back to the board, or says why it does not", async () => {
    const page = await house.open("/board?zoom=day", { leadsTo: issuer });
    const stranger = { sub: "1", email: "stranger@example.org", email_verified: true };
    provider.says = honestly(stranger);
    await page.getByRole("button", { name: `Continue with ${host}` }).click();
    await page.getByRole("alert").getByText("not invited").waitFor();
    expect(await faultsOf(page)).toEqual([]);

    provider.says = honestly({ ...stranger, sub: "2", email });
    await page.goto(`${house.url}/board?zoom=day`);
    await page.getByRole("button", { name: `Continue with ${host}` }).click();
    await page.getByRole("grid").waitFor();
    expect(page.url()).toContain(`${house.url}/board?zoom=day`);
    await page.close();
  });

  test("a forgotten password is replaced by a mailed link", async () => {
    const forgetful = "oubli@example.org";
    await house.account(forgetful, "Otto");
    await house.join(forgetful, "viewer");
    const look = { viewport: { width: 390, height: 844 }, colorScheme: "dark" } as const;
    const page = await house.open("/", look);
    await page.getByRole("link", { name: "Forgotten password?" }).click();
    await page.getByRole("heading", { name: "Choose a new password" }).waitFor();
    await page.getByLabel("Email address").fill(forgetful);
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Look at your mail" }).waitFor();
    await page.goto(await house.linkTo("/magic-link/password", forgetful));
    expect(await faultsOf(page)).toEqual([]);
    await page.getByLabel("New password").fill("another horse, another battery");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Menu" }).waitFor();

    const later = await house.open("/");
    await signIn(later, forgetful, password);
    await later.getByRole("alert").waitFor();
    await signIn(later, forgetful, "another horse, another battery");
    await later.getByRole("button", { name: "Menu" }).waitFor();
    await Promise.all([page.close(), later.close()]);
  });

  test("a session that ends leaves the board as it is, and goes on after sign-in", async () => {
    const second = await house.organisation("Cirque du Nord");
    await house.join(email, "admin", second);
    const page = await house.signedIn(email, "/");
    await page.getByRole("button", { name: /^Organisation/ }).click();
    await page.getByRole("menuitem", { name: "Cirque du Nord" }).click();
    await page.getByRole("button", { name: "Organisation Cirque du Nord" }).waitFor();
    await page.goto(`${house.url}/skills`);
    await page.getByRole("button", { name: "New skill" }).click();
    await page.getByLabel("Name").fill("Juggling");
    await page.getByLabel("Code", { exact: true }).fill("juggling");
    // The next request is refused as after a week, when the session ends by itself.
    await page.context().clearCookies();
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByText("Your session has ended: sign in again, then repeat this.").waitFor();
    await page.getByRole("button", { name: "Sign in again" }).click();
    expect(await faultsOf(page)).toEqual([]);
    await signIn(page, email);
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await page.getByLabel("Name").inputValue()).toBe("Juggling");
    await page.getByRole("button", { name: "Create" }).click();
    await page.getByRole("gridcell", { name: "juggling" }).waitFor();
    await page.getByRole("button", { name: "Organisation Cirque du Nord" }).waitFor();
    await page.close();
  });
});
