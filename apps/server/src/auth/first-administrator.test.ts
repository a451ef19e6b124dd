import { defaultOrganisation } from "@coulisses/api/organisations/queries";
import { expect, test } from "vitest";
import { makeFirstAdministrator } from "./first-administrator.ts";
import { openHouse } from "./factory.ts";

const email = "camille@example.org";

type House = Awaited<ReturnType<typeof openHouse>>;

/** The links that are logged when a server starts. */
function linksIn({ log }: House): string[] {
  const lines = log.map((line): { link?: string } => JSON.parse(line));
  return lines.flatMap(({ link }) => link ?? []);
}

function start({ app, ...house }: House): Promise<void> {
  return makeFirstAdministrator({ ...house, log: app.log });
}

test("only the first start logs a link that signs the administrator in", async () => {
  const house = await openHouse({ FIRST_ADMIN_EMAIL: email, APP_ENV: "production", SMTP_URL: "" });
  await start(house);
  await start(house);
  const [link = "", ...others] = linksIn(house);
  expect(others).toEqual([]);
  const browser = house.browser();
  await browser.open(link);
  expect(await house.people.sessionOf(browser)).toMatchObject({ email });
  const members = house.db.selectFrom("members").select(["organisation_id", "role"]);
  expect(await members.execute()).toEqual([
    { organisation_id: defaultOrganisation, role: "admin" },
  ]);
});

test("processes that start at the same moment make one administrator, and log one link", async () => {
  const house = await openHouse({ FIRST_ADMIN_EMAIL: email });
  await Promise.all([start(house), start(house), start(house)]);
  expect(linksIn(house)).toHaveLength(1);
});

test.each([
  { when: "without the setting", settings: {} },
  { when: "in open mode", settings: { FIRST_ADMIN_EMAIL: email, AUTH: "open" } },
])("nobody is made administrator $when", async ({ settings }) => {
  const house = await openHouse(settings);
  await start(house);
  expect(await house.db.selectFrom("users").selectAll().execute()).toEqual([]);
});
