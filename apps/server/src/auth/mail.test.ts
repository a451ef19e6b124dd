import { describe, expect, test } from "vitest";
import { openHouse } from "./factory.ts";

const email = "someone@example.org";

describe("without SMTP_URL", () => {
  test("in production, calls that send a letter are refused for every address", async () => {
    const house = await openHouse({ SMTP_URL: "", APP_ENV: "production" });
    const id = await house.organisation();
    const admin = await house.person(email, { organisation_id: id, role: "admin" });
    for (const address of [email, "nobody@example.org"])
      for (const [path, body] of [
        ["/sign-in/magic-link", {}],
        ["/request-password", {}],
        ["/organization/invite-member", { role: "viewer" }],
      ] as const) {
        const response = await admin.post(path, { email: address, ...body });
        expect(response.json()).toMatchObject({
          status: 503,
          code: "mail_unavailable",
          detail: "This server cannot send mail: its setting SMTP_URL is not set.",
        });
      }
    expect(await house.db.selectFrom("invitations").selectAll().execute()).toEqual([]);
    const ways = await house.browser().get("/sign-in-ways");
    expect(ways.json()).toEqual({ mail: false, providers: [] });
    expect(house.log.join("")).not.toContain("token=");
  });

  test("outside production the link is logged once, at the level info", async () => {
    const house = await openHouse({ SMTP_URL: "" });
    await house.person(email);
    await house.browser().post("/sign-in/magic-link", { email });
    await house.people.settled();
    const lines = house.log.filter((line) => line.includes('"link"'));
    expect(lines).toHaveLength(1);
    const { link, level } = JSON.parse(lines[0] ?? "");
    expect(level).toBe(30);
    const browser = house.browser();
    await browser.open(link);
    expect(await house.people.sessionOf(browser)).toMatchObject({ email });
  });
});

test("a letter that cannot be sent is logged without its link", async () => {
  const house = await openHouse({ SMTP_URL: "smtp://127.0.0.1:1" });
  await house.person(email);
  const asked = await house.browser().post("/sign-in/magic-link", { email });
  expect(asked.statusCode).toBe(200);
  await house.people.settled();
  const log = house.log.join("");
  expect(log).toContain("not done after an answer");
  expect(log).not.toContain("token=");
});
