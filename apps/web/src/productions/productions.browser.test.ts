import { describe, expect, test } from "vitest";
import { hasBrowser, startFestival } from "../browser.factory.ts";

describe.skipIf(!hasBrowser)(
  "The screen of productions in a browser (needs chromium)",
  async () => {
    if (!hasBrowser) return;
    const { open, send } = await startFestival();

    test("creates a production with a colour, and says beside its field what is wrong", async () => {
      const page = await open("/productions?selected=new");
      const form = page.getByRole("complementary", { name: "New production" });
      await form.getByLabel("Title").fill("L'Île des esclaves");
      await form.getByLabel("First day").fill("2027-06-30");
      await form.getByLabel("Last day").fill("2027-06-01");
      await form.getByText("Emerald").click();
      await form.getByRole("button", { name: "Create" }).click();
      await expect
        .poll(() => form.getByLabel("Last day").getAttribute("aria-invalid"))
        .toBe("true");
      await form.getByLabel("Last day").fill("2027-07-14");
      await form.getByRole("button", { name: "Create" }).click();
      await form.waitFor({ state: "detached" });
      const row = page.getByRole("row", { name: "L'Île des esclaves" });
      await row.filter({ hasText: "14 Jul 2027" }).waitFor();
      expect(await send("GET", "/projects?q=ile")).toMatchObject([
        { colour: "#42a07c", starts_on: "2027-06-30", convention: null },
      ]);
      await page.close();
    });
  },
);
