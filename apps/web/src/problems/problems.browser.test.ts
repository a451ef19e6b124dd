import { describe, expect, test } from "vitest";
import { firstDay, hasBrowser, startFestival } from "../browser.factory.ts";

const address = `/problems?from=${firstDay}&weeks=1`;

describe.skipIf(!hasBrowser)("Problems in a browser (needs chromium)", async () => {
  if (!hasBrowser) return;
  const { open } = await startFestival();

  test("each problem leads to its mission on the board", async () => {
    const page = await open(address);
    const blocked = page
      .getByRole("listitem")
      .filter({ has: page.getByRole("img", { name: "blocks" }) })
      .first();
    await blocked.waitFor();
    const place = blocked.getByRole("link");
    const [title = ""] = (await place.innerText()).split(", ");
    await place.click();
    await page.getByRole("complementary", { name: title }).waitFor();
    expect(page.url()).toContain("/board?");
    await page.close();
  });

  test("are grouped by rule, with its title", async () => {
    const page = await open(address, { locale: "fr-FR" });
    await page.getByRole("radio", { name: "Par règle" }).click();
    const ofRest = page.getByRole("region", { name: /repos/i });
    await ofRest.first().waitFor();
    expect(await ofRest.first().getByRole("listitem").count()).toBeGreaterThan(0);
    await page.close();
  });
});
