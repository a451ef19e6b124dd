import { settingsTexts } from "@coulisses/messages/screens/settings";
import type { Locator, Page } from "playwright-core";
import { sections } from "./agenda/view.ts";
import { groupings } from "./board/model/rows.ts";
import { firstDay } from "./browser.factory.ts";
import { views as publishViews } from "./publish/view.ts";

/** One screen in one state, as a table lists it. */
export interface Screen {
  name: string;
  path: string;
  /** Who reads it; by default an administrator. */
  reader?: "artist" | "nobody";
  /** Whether it is looked at on a phone, or on a desk alone. By default on a desk, and then made as narrow as a phone. */
  on?: "phone" | "desk";
  /** What is there once it is loaded; by default a row of a list. */
  shown?: (page: Page) => Locator;
  /** Opens what the address does not, and waits for it. */
  open?: (page: Page) => Promise<void>;
}

const panel = (page: Page) => page.getByRole("complementary");
const row = (page: Page) => page.getByRole("row").nth(1);
const bar = (page: Page) => page.getByRole("gridcell").first();

const board = `/board?from=${firstDay}`;

const boards: Screen[] = [
  ...groupings.map((rows) => ({
    name: `board, ${rows}`,
    path: `${board}&rows=${rows}`,
    shown: bar,
  })),
  { name: "board, month", path: `${board}&zoom=month`, shown: bar },
  { name: "board, list", path: `${board}&layout=list` },
  {
    name: "board, on a phone",
    path: board,
    on: "phone",
    shown: (page) => page.getByRole("region", { name: "Open seats", exact: true }),
  },
  {
    name: "board, a mission with its history and candidates",
    path: board,
    shown: bar,
    open: async (page) => {
      await bar(page).click();
      await panel(page).getByRole("button", { name: "Show: History" }).click();
      await panel(page).getByRole("listitem").first().waitFor();
      await panel(page).getByRole("button", { name: "Add a position" }).click();
      const find = panel(page).getByRole("button", { name: "Find somebody" }).first();
      if (await find.isVisible()) await find.click();
    },
  },
  {
    name: "board, a new mission",
    path: board,
    shown: bar,
    open: async (page) => {
      await page.getByRole("button", { name: "New mission" }).click();
      await page.getByRole("button", { name: "Create the mission" }).waitFor();
    },
  },
  {
    name: "board, filters",
    on: "desk",
    path: board,
    shown: bar,
    open: async (page) => {
      await page.getByRole("button", { name: "Filter", exact: true }).click();
      await page.getByText("Only with something to look at").waitFor();
    },
  },
  {
    name: "board, the menu of a mission",
    on: "desk",
    path: `${board}&rows=venues`,
    shown: bar,
    open: async (page) => {
      await page.getByRole("grid").focus();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Shift+F10");
      await page.getByRole("menuitem", { name: /^Copy to/ }).waitFor();
    },
  },
  {
    name: "board, the palette",
    path: board,
    shown: bar,
    open: async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("searchbox", { name: /Search commands/ }).fill("a");
      await page.getByRole("menuitem").first().waitFor();
    },
  },
  {
    name: "board, the keys",
    path: board,
    shown: bar,
    open: async (page) => {
      await page.getByRole("grid").focus();
      await page.keyboard.press("?");
      await page.getByRole("dialog", { name: "Keys" }).waitFor();
    },
  },
];

const people: Screen[] = [
  { name: "people", path: "/people" },
  { name: "people, a new person", path: "/people?selected=new" },
  {
    name: "people, a pasted list",
    path: "/people?selected=paste",
    shown: (page) => page.getByLabel("Rows from a spreadsheet"),
    open: async (page) => {
      const rows = `<img src=x onerror=alert(1)>;no address\n${"W".repeat(255)};;Son`;
      await page.getByLabel("Rows from a spreadsheet").fill(rows);
      await page.getByText("“no address” is no email address.").waitFor();
    },
  },
  {
    name: "a person, with outside work",
    path: "/people",
    open: async (page) => {
      await row(page).click();
      await page.getByRole("region", { name: "Profile" }).waitFor();
      await page.getByRole("button", { name: "Add outside work" }).click();
    },
  },
];

const opened = (page: Page) =>
  row(page)
    .click()
    .then(() => panel(page).waitFor());

const others: Screen[] = [
  {
    name: "venues, a venue",
    path: "/venues",
    open: async (page) => {
      await opened(page);
      await page.getByRole("button", { name: "Add a contact" }).click();
    },
  },
  {
    name: "venues, travel times",
    path: "/venues?show=ways",
    shown: (page) => page.getByRole("grid").getByRole("textbox").first(),
  },
  { name: "productions, a production", path: "/productions", open: opened },
  { name: "productions, a new one", path: "/productions?selected=new" },
  { name: "skills, a skill", path: "/skills", open: opened },
  { name: "skills, a new one", path: "/skills?selected=new" },
  ...publishViews.map((show) => ({
    name: `publish, ${show}`,
    path: `/publish?from=${firstDay}&weeks=2&show=${show}`,
    shown: (page: Page) =>
      show === "told" ? page.getByRole("row").nth(1) : page.getByRole("checkbox").nth(1),
  })),
  {
    name: "problems",
    path: `/problems?from=${firstDay}&weeks=1`,
    shown: (page) => page.getByRole("region").first(),
  },
];

/** What opens the form of each part of the settings, beside its list. */
const openPart: Partial<Record<string, (page: Page) => Promise<void>>> = {
  "working-time": opened,
  members: opened,
  invitations: (page) => page.getByRole("button", { name: "Invite" }).click(),
  keys: (page) => page.getByRole("button", { name: "New key" }).click(),
  record: opened,
};

const settings: Screen[] = Object.keys(settingsTexts.en.parts).map((part) => ({
  name: `settings, ${part}`,
  path: part === "organisation" ? "/settings" : `/settings/${part}`,
  shown: (page) => page.getByRole("navigation", { name: "Settings" }),
  ...(openPart[part] && { open: openPart[part] }),
}));

const agenda: Screen[] = sections.map((section) => ({
  name: `agenda, ${section}`,
  path: `/agenda?section=${section}`,
  reader: "artist",
  on: "phone",
  shown: (page) => page.getByRole("main").getByRole("heading").first(),
}));

const doors: Screen[] = [
  {
    name: "sign-in",
    path: "/",
    reader: "nobody",
    shown: (page) => page.getByLabel("Password"),
  },
  {
    name: "password reset",
    path: "/reset",
    reader: "nobody",
    shown: (page) => page.getByLabel("Email address"),
  },
  {
    name: "an invitation that is none",
    path: "/invitation?id=unknown",
    reader: "nobody",
    shown: (page) => page.getByRole("heading").first(),
  },
];

/** All screens, in the states in which they have most on them. */
export const allScreens: readonly Screen[] = [
  ...boards,
  ...people,
  ...others,
  ...settings,
  ...agenda,
  ...doors,
];
