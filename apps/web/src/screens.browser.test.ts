import { screens as addresses } from "@coulisses/server/plugins/pages";
import { createClient } from "@coulisses/client";
import { type FestivalPlan, festivalPlan } from "@coulisses/demo/festival-plan";
import { loadFestival } from "@coulisses/demo/load-festival";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { faultsOf, firstDay, hasBrowser, type Send } from "./browser.factory.ts";
import { allScreens, type Screen } from "./screens.factory.ts";
import { startWithAccounts } from "./session/accounts.factory.ts";

const desk = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

/** Nothing here depends on how fast the server is. */
const patient = { REQUEST_TIMEOUT: "300", LOCK_TIMEOUT: "60", MAX_EVENT_LOOP_DELAY: "0" };

/** Far more than a page takes to be drawn anew. */
const timeout = 60_000;

/** What names are made of that nobody expects. All of them begin with the name that they had. */
const hostile = [
  `<img src=x onerror="document.title='attacked'">`,
  "\u202Eقراءة مسرحية שלום",
  "🎭👩‍🚒🎪".repeat(4),
  "W".repeat(255),
];

/** Makes all names and titles of a plan hostile, each kind in turn. */
function withHostileNames(plan: FestivalPlan): FestivalPlan {
  let count = 0;
  const named = <Thing extends { name: string }>(things: Thing[]) =>
    things.map((thing) => ({ ...thing, name: hostileName(thing.name) }));
  const titled = <Thing extends { title: string }>(things: Thing[]) =>
    things.map((thing) => ({ ...thing, title: hostileName(thing.title) }));
  const hostileName = (name: string) => {
    count += 1;
    return Array.from(`${name} ${hostile[count % hostile.length]}`)
      .slice(0, 255)
      .join("");
  };
  return {
    ...plan,
    venues: named(plan.venues),
    productions: titled(plan.productions),
    people: named(plan.people),
    missions: titled(plan.missions),
    extras: titled(plan.extras),
  };
}

test("each address of the application is of a screen that is looked at", () => {
  const patterns = addresses.map((path) => new RegExp(`^${path.replace(/:\w+/, "[^/]+")}$`));
  const paths = allScreens.map(({ path }) => path.replace(/\?.*/, ""));
  // The list of people leads there.
  const reached = [...paths, "/people/somebody"];
  expect(patterns.filter((pattern) => !reached.some((path) => pattern.test(path)))).toEqual([]);
});

describe.skipIf(!hasBrowser)("Every screen, in a browser (needs chromium)", async () => {
  if (!hasBrowser) return;
  const house = await startWithAccounts(patient);
  await house.account("admin@example.org", `Camille ${hostile[0]}`);
  await house.join("admin@example.org", "admin");
  const admin = await house.signedIn("admin@example.org", "/settings");
  await admin.getByRole("navigation", { name: "Settings" }).waitFor();
  const send: Send = async (method, path, data) => {
    const answer = await admin.request.fetch(`${house.url}/api/v1${path}`, {
      method,
      data,
      headers: { origin: house.url },
    });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${await answer.text()}`);
    return answer.json();
  };
  const plan = festivalPlan(Temporal.PlainDate.from(firstDay));
  const headers = { cookie: await cookiesOf(admin), origin: house.url };
  await loadFestival(createClient({ url: house.url, headers }), withHostileNames(plan));

  await send("POST", "/skills", { code: "hostile", label: hostile[0], family: "son" });
  const [anna] = Found.parse(await send("GET", "/artists?q=anna"));
  await house.account("anna@example.org", "Anna");
  await house.joinAsArtist("anna@example.org", "Anna", anna?.id);
  const readers = {
    admin,
    artist: await house.signedIn("anna@example.org", "/"),
    nobody: await house.open("/"),
  };

  test("has no fault that axe finds, and shows any name as text within its width", async () => {
    const table = [];
    for (const screen of allScreens)
      table.push({ name: screen.name, ...(await look(readers[screen.reader ?? "admin"], screen)) });
    for (const { name, ...found } of table)
      expect({ name, ...found }).toMatchObject({ light: [], dark: [], attacks: 0 });
    expect(table.filter(({ hasNames }) => !hasNames).map(({ name }) => name)).toEqual(nameless);
  }, 900_000);

  async function look(page: Page, { name, path, shown, open, on }: Screen) {
    await page.setViewportSize(on === "phone" ? phone : desk);
    await page.goto(house.url + path);
    await (shown?.(page) ?? page.getByRole("row").nth(1)).waitFor();
    await open?.(page);
    await page.emulateMedia({ colorScheme: "light" });
    const light = await faultsOf(page);
    await page.emulateMedia({ colorScheme: "dark" });
    const dark = await faultsOf(page);
    const words = await page.innerText("body");
    const hasNames = hostile.some((one) => words.includes(one.slice(0, 40)));
    await expect.poll(() => beyond(page), { message: `${name} is too wide`, timeout }).toBe(0);
    if (on === undefined) await page.setViewportSize(phone);
    await expect.poll(() => beyond(page), { message: `${name} is too wide`, timeout }).toBe(0);
    const attacks = await page.locator("img[src=x]").count();
    return { light, dark, attacks, hasNames };
  }

  test("offers readers nothing that the server refuses them, and shows them all", async () => {
    await house.account("lea@example.org", "Léa");
    await house.join("lea@example.org", "viewer");
    const page = await house.signedIn("lea@example.org", "/");
    await page.getByRole("grid").waitFor();
    for (const [path, first] of readPaths) {
      await page.goto(house.url + path);
      await page.getByRole(first).nth(1).click();
      const fields = page.getByRole("textbox");
      await fields.first().waitFor();
      const values = await fields.evaluateAll(statesOf);
      expect({ path, values: values.filter(({ isEditable }) => isEditable) }).toEqual({
        path,
        values: [],
      });
      expect(values.some(({ value }) => value !== "")).toBe(true);
      const offered = page.getByRole("button", { name: changes, disabled: false });
      expect({ path, offered: await offered.allInnerTexts() }).toEqual({ path, offered: [] });
    }
    await page.close();
  });

  test("skills are created and changed, and one that somebody has is kept", async () => {
    const page = admin;
    await page.setViewportSize(desk);
    await page.goto(`${house.url}/skills?selected=new`);
    const form = page.getByRole("complementary");
    await form.getByLabel("Name").fill("Rigging");
    await form.getByLabel("Code", { exact: true }).fill("Not a code");
    await form.getByRole("button", { name: "Create" }).click();
    const code = form.getByLabel("Code", { exact: true });
    await expect.poll(() => code.getAttribute("aria-invalid")).toBe("true");
    await code.fill("rigging");
    await form.getByRole("button", { name: "Create" }).click();
    await page.getByRole("row", { name: "Rigging" }).click();
    await form.getByLabel("Name").fill("Rope rigging");
    await form.getByRole("button", { name: "Save" }).click();
    await page.getByRole("row", { name: "Rope rigging" }).waitFor();
    await page.goto(`${house.url}/skills?selected=son`);
    await form.getByRole("button", { name: "Delete" }).click();
    await form.getByRole("button", { name: "Delete" }).last().click();
    await form.getByRole("alert").filter({ hasText: "Somebody has the skill" }).waitFor();
    await page.getByRole("row", { name: "Son" }).first().waitFor();
  });
});

/** The screens that show nothing that anybody has named. */
const nameless = [
  "settings, organisation",
  "settings, working-time",
  "settings, invitations",
  "settings, keys",
  "agenda, availabilities",
  "agenda, counters",
  "sign-in",
  "password reset",
  "an invitation that is none",
];

/** By how many pixels a page is wider than its window. */
function beyond(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
}

/** Screens with forms, and what opens them: the second of its kind. */
const readPaths = [
  ["/venues", "row"],
  ["/productions", "row"],
  ["/skills", "row"],
  ["/people", "row"],
  [`/board?from=${firstDay}`, "gridcell"],
] as const;

/** The beginnings of the names of buttons that change something. */
const changes =
  /^(Save|Create|Delete|Add|New|Paste|Publish|Confirm|Decline|Cancel|Replace|Anonymise|Copy|Undo|Redo)/;

/** What fields show, and whether somebody can type in them. This runs in the page. */
function statesOf(fields: Element[]) {
  return fields.map((field) => {
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement))
      return { value: field.textContent, isEditable: false };
    const { value, readOnly, disabled, type } = field;
    return { value, isEditable: !readOnly && !disabled && type !== "search" };
  });
}

async function cookiesOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

const Found = z.array(z.object({ id: z.string() }));
