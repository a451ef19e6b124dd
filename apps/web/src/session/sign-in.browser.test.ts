import { once } from "node:events";
import { createServer } from "node:net";
import { bootstrap } from "@coulisses/server/auth/first-administrator";
import { createPeople } from "@coulisses/server/auth/people";
import { commandContext } from "@coulisses/server/cli/command";
import { readConfig } from "@coulisses/server/config";
import { guarded, openAsOwner, testApp } from "@coulisses/server/factory";
import { findOpenCaller } from "@coulisses/api/organisations/queries";
import { describe, expect, test } from "vitest";
import { faultsOf, hasBrowser, openBrowser } from "../browser.factory.ts";

const email = "ines@example.org";

describe.skipIf(!hasBrowser)("Signing in, in a browser (needs chromium)", async () => {
  if (!hasBrowser) return;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = { ...guarded, PUBLIC_URL: url };
  const { app, databaseUrl } = await testApp(settings);
  await app.listen({ host: "127.0.0.1", port });
  const link = await firstLink(databaseUrl, settings);
  const open = await openBrowser(url);

  test("a stranger is asked who they are, and told why they are refused", async () => {
    const page = await open("/");
    await page.getByLabel("Email address").fill(email);
    await page.getByLabel("Password").fill("not the password");
    await page.keyboard.press("Enter");
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.innerText()).not.toBe("");
    expect(await page.getByRole("grid").count()).toBe(0);
    expect(await faultsOf(page)).toEqual([]);
    await page.close();
  });

  test("a mailed link leads to the board, and signing out leads back", async () => {
    const page = await open(new URL(link).pathname + new URL(link).search);
    await page.getByRole("button").click();
    await page.getByRole("grid").waitFor();
    await page.getByRole("button", { name: "Menu" }).click();
    await page.getByRole("menuitem", { name: "Sign out" }).click();
    await page.getByLabel("Email address").waitFor();
    expect(await page.getByRole("grid").count()).toBe(0);
    await page.close();
  });
});

/** A link by which the administrator of the default organisation signs in. */
async function firstLink(databaseUrl: string, settings: Record<string, string>): Promise<string> {
  const db = await openAsOwner(databaseUrl);
  const config = readConfig({ ...settings, DATABASE_URL: databaseUrl });
  const { app } = await testApp();
  const people = createPeople({ config, db, log: app.log });
  const { organisation } = await findOpenCaller(db);
  return bootstrap(people, commandContext(db, organisation), { email, name: "Inès" });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("There is no free port");
  return address.port;
}
