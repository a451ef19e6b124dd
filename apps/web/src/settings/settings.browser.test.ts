import { describe, expect, test } from "vitest";
import { changeBefore, faultsOf, hasBrowser } from "../browser.factory.ts";
import { startWithAccounts } from "../session/accounts.factory.ts";

const camille = "camille@example.org";

describe.skipIf(!hasBrowser)("The settings, in a browser (needs chromium)", async () => {
  if (!hasBrowser) return;
  const house = await startWithAccounts();
  await house.account(camille, "Camille");
  await house.join(camille, "admin");
  await house.account("ines@example.org", "Inès");
  await house.join("ines@example.org", "planner");
  const page = await house.signedIn(camille, "/settings");

  test("an invitation is sent, listed with its link, and withdrawn", async () => {
    await page.getByRole("link", { name: "Invitations" }).click();
    await page.getByRole("button", { name: "Invite" }).click();
    await page.getByLabel("Address").fill("lea@example.org");
    await page.getByRole("button", { name: "Send the invitation" }).click();
    await page.getByText("An invitation is on its way to lea@example.org.").waitFor();
    const link = await house.linkTo("/invitation", "lea@example.org");
    await page.getByRole("row", { name: "lea@example.org" }).click();
    await page.getByText(link).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Withdraw" }).click();
    await page.getByRole("button", { name: "Withdraw" }).last().click();
    await page.getByText("Nobody is invited.").waitFor();
  });

  test("a role is changed, and the last administrator stays one", async () => {
    await page.getByRole("link", { name: "Members" }).click();
    await page.getByRole("row", { name: "Inès" }).click();
    await page.getByRole("button", { name: "Planner Role" }).click();
    await page.getByRole("option", { name: "Reader" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("row", { name: "Inès" }).getByText("Reader").waitFor();
    await page.getByRole("row", { name: "Camille" }).click();
    await page.getByRole("button", { name: "Administrator Role" }).click();
    await page.getByRole("option", { name: "Planner" }).click();
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("An organisation keeps at least one admin").waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  test("a new key is shown once", async () => {
    await page.getByRole("link", { name: "API keys" }).click();
    await page.getByRole("button", { name: "New key" }).click();
    await page.getByLabel("Name").fill("Ticketing");
    await page.getByRole("complementary").getByRole("button", { name: "Create" }).click();
    const secret = page.getByText(/^clk_[\w-]{43}$/);
    await secret.waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole("complementary").getByRole("button", { name: "Close" }).last().click();
    await page.getByRole("row", { name: "Ticketing" }).click();
    await page.getByRole("button", { name: "Revoke" }).waitFor();
    expect(await secret.count()).toBe(0);
  });

  test("an agreement changes a figure within what the law allows", async () => {
    await page.getByRole("link", { name: "Working time" }).click();
    await page.getByRole("row", { name: /^At most 10 h of work/ }).click();
    await page.getByText("no agreement goes over 12 h (L3121-19)").first().waitFor();
    await page.getByLabel("At most", { exact: true }).fill("13:00");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("alert").innerText()).toContain("L3121-19");
    await page.getByLabel("At most", { exact: true }).fill("11:00");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Back to the text of the law" }).waitFor();
    await page
      .getByRole("row", { name: /^At most 10 h of work/ })
      .getByText("11 h")
      .waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });

  test("the record says who did what, and that nobody has altered it", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.getByRole("link", { name: "Record" }).click();
    await page.getByRole("row", { name: "API key created" }).click();
    await page.getByRole("table", { name: "Change 1" }).getByText("Ticketing").waitFor();
    await page.getByRole("button", { name: "Verify the record" }).click();
    await page.getByText(/Unchanged: \d+ events/).waitFor();
    expect(await page.getByText(/^[\da-f]{64}$/).count()).toBe(1);
    expect(await faultsOf(page)).toEqual([]);
  });

  test("what another administrator saved is not overwritten unseen", async () => {
    await page.getByRole("link", { name: "Organisation" }).click();
    await page.getByLabel("Name").fill("Opéra du Pont");
    await changeBefore(page, "organisations.update", () =>
      page.request.patch(`${house.url}/api/v1/organisation`, {
        data: { name: "Théâtre du Pont" },
        headers: { origin: house.url },
      }),
    );
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Show what is now" }).waitFor();
    expect(await page.getByLabel("Name").inputValue()).toBe("Opéra du Pont");
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Show what is now" }).click();
    expect(await page.getByLabel("Name").inputValue()).toBe("Théâtre du Pont");
    await page.getByLabel("Name").fill("Théâtre du Port");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("status").getByText("Saved").waitFor();
    expect(await page.getByLabel("Name").inputValue()).toBe("Théâtre du Port");
  });

  test("those who are no administrators see why a part is not shown", async () => {
    const look = { locale: "fr-FR", viewport: { width: 390, height: 844 } };
    const other = await house.open("/settings/keys", look);
    await other.getByLabel("Adresse mail").fill("ines@example.org");
    await other.getByLabel("Mot de passe").fill("eleven red velvet seats");
    await other.keyboard.press("Enter");
    await other.getByText("Seuls les administrateurs voient cette partie.").waitFor();
    expect(await faultsOf(other)).toEqual([]);
    await other.close();
  });
});
