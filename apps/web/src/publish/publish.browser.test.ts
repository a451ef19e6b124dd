import { describe, expect, test } from "vitest";
import { changeBefore, firstDay, hasBrowser, startFestival } from "../browser.factory.ts";

const address = `/publish?from=${firstDay}&weeks=2`;

describe.skipIf(!hasBrowser)("Publishing in a browser (needs chromium)", async () => {
  if (!hasBrowser) return;
  const { open, send } = await startFestival();

  test("shows what changed before and after, tells what is chosen, and what was told", async () => {
    const [mission] = Object(await send("GET", `/missions?from=${firstDay}T00:00:00Z&limit=1`));
    await send("POST", "/missions/publish", { missions: [{ mission_id: mission.id }] });
    await send("PATCH", `/missions/${mission.id}`, { title: "Renamed <b>" });
    const page = await open(address);
    const people = page.getByRole("complementary");
    await people
      .getByText(/^Title:/)
      .first()
      .waitFor();
    expect(
      await people
        .getByText(/^Title:/)
        .first()
        .innerText(),
    ).toContain("→ Renamed <b>");
    // All but the changed mission are left out.
    await page.getByRole("checkbox", { name: "Publish all of them" }).press("Space");
    await page.getByRole("checkbox", { name: "Renamed <b>" }).press("Space");
    await people.getByText(/^1 mission, /).waitFor();
    await people.getByRole("button", { name: "Publish and tell them" }).press("Enter");
    await page.getByRole("status").filter({ hasText: "Published: 1 mission" }).waitFor();
    await page.getByRole("checkbox", { name: "Renamed <b>" }).waitFor({ state: "detached" });
    await page.getByRole("radio", { name: "Already told" }).click();
    await page.getByRole("gridcell", { name: "Renamed <b>" }).first().waitFor();
    await page.close();
  });

  test("is what the dot of a bar asks for: it goes once they are told", async () => {
    const listed = Object(await send("GET", `/missions?from=${firstDay}T00:00:00Z&limit=3`));
    const { id } = listed[2];
    await send("POST", "/missions/publish", { missions: [{ mission_id: id }] });
    await send("PATCH", `/missions/${id}`, { title: "Changed since told" });
    const board = await open(`/board?from=${firstDay}&rows=venues&mission=${id}`);
    const bar = board.getByRole("gridcell", { name: /^Changed since told, .* to tell/ });
    await bar.first().waitFor();
    const page = await open(address);
    await page.getByRole("checkbox", { name: "Changed since told" }).waitFor();
    const panel = board.getByRole("complementary");
    await panel.getByText(/^\d+ (person|people) to tell$/).waitFor();
    await panel.getByRole("button", { name: "Tell them" }).press("Enter");
    await bar.first().waitFor({ state: "detached" });
    expect(await panel.getByText(/ to tell$/).count()).toBe(0);
    await page.getByRole("checkbox", { name: "Changed since told" }).waitFor({ state: "detached" });
    await Promise.all([board.close(), page.close()]);
  });

  test("refuses to tell what somebody changed meanwhile, and says so", async () => {
    const [, mission] = Object(await send("GET", `/missions?from=${firstDay}T00:00:00Z&limit=2`));
    const change = (notes: string) => send("PATCH", `/missions/${mission.id}`, { notes });
    await change("To be told");
    const page = await open(address);
    await page.getByText("→ To be told").first().waitFor();
    await changeBefore(page, "missions.publish", () => change("Changed meanwhile"));
    await page.getByRole("button", { name: "Publish and tell them" }).click();
    const alert = page.getByRole("alert");
    await alert.waitFor();
    expect(await alert.innerText()).not.toBe("");
    await page.close();
  });
});
