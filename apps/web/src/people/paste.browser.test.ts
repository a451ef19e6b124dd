import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { changeBefore, faultsOf, hasBrowser, startFestival } from "../browser.factory.ts";

const rows = [
  "Nom;Adresse mail;Compétences",
  "Zélie Aubin;zelie@example.org;Son",
  "Zoé Fautive;zoe@example.org;Jonglage au sol",
  "\"=cmd|' /C calc'!A0\";;",
].join("\r\n");

describe.skipIf(!hasBrowser)("A list of people in a browser (needs chromium)", async () => {
  if (!hasBrowser) return;
  const { app, open, send } = await startFestival();

  test("is pasted, says what is wrong with a line, creates the others, and is exported", async () => {
    const page = await open("/people");
    await page.getByRole("button", { name: "Paste a list" }).click();
    await page.getByLabel("Rows from a spreadsheet").fill(`\uFEFF${rows}`);
    const preview = page.getByRole("grid", { name: "What is created" });
    await preview
      .getByRole("row", { name: "Zoé Fautive" })
      .filter({ hasText: "There is no skill “Jonglage au sol”" })
      .waitFor();
    await page.getByRole("button", { name: "Create 2 people" }).click();
    await page.getByText("2 people created.").waitFor();
    await preview
      .getByRole("row", { name: "Zélie Aubin" })
      .filter({ hasText: "created" })
      .waitFor();
    await page.getByRole("button", { name: "Close" }).click();
    const created = page.getByRole("row", { name: "Zélie Aubin" });
    await created.filter({ hasText: "Son" }).filter({ hasText: "zelie@example.org" }).waitFor();
    expect(await page.getByRole("row", { name: "Zoé Fautive" }).count()).toBe(0);
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Export as CSV" }).click();
    const file = await readFile(await (await saved).path(), "utf8");
    expect(file).toMatch(/^\uFEFFName;Email address;Skills;Phone\r\n/u);
    expect(file).toContain("\r\nZélie Aubin;zelie@example.org;Son;\r\n");
    expect(file).toContain("\r\n'=cmd|' /C calc'!A0;;;\r\n");
    await page.close();
  });

  test("a refusal stops it, and pasting again creates only who is missing", async () => {
    await send("POST", "/skills", { code: "jonglage", label: "Jonglage", family: "artistique" });
    const list = "Ada Premier;;Son\nBob Second;;Jonglage\nCléo Troisième;;";
    const page = await open("/people?selected=paste");
    const field = page.getByLabel("Rows from a spreadsheet");
    await field.fill(list);
    await changeBefore(page, "profiles.update", () =>
      app.inject({ method: "DELETE", url: "/api/v1/skills/jonglage" }),
    );
    await page.getByRole("button", { name: "Create 3 people" }).click();
    const alert = page.getByRole("alert");
    await alert.getByText("Bob Second was created without email address and skills").waitFor();
    await alert.getByText("Is no skill of the organisation").waitFor();
    await page.getByText("1 person created.").waitFor();
    await page.getByRole("row", { name: "Ada Premier" }).filter({ hasText: "created" }).waitFor();
    expect(await faultsOf(page)).toEqual([]);

    await field.fill("");
    await field.fill(list);
    const isThere = { hasText: "Somebody of this name is there already." };
    await page.getByRole("row", { name: "Ada Premier" }).filter(isThere).waitFor();
    await page.getByRole("button", { name: "Create 1 person" }).click();
    await page.getByText("1 person created.").waitFor();
    for (const name of ["Ada Premier", "Bob Second", "Cléo Troisième"])
      expect(await send("GET", `/artists?q=${encodeURIComponent(name)}`)).toHaveLength(1);
    await page.close();
  });

  test("fits a phone while it is pasted", async () => {
    const page = await open("/people?selected=paste", { viewport: { width: 390, height: 844 } });
    await page.getByLabel("Rows from a spreadsheet").fill(`${"A".repeat(256)};;`);
    await page.getByText("The name has more than 255 characters.").waitFor();
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await page.close();
  });
});
