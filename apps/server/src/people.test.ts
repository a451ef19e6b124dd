import { createHmac } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { openHouse } from "./plugins/factory.ts";

const house = await openHouse();
const organisation = await house.organisation();
const admin = await house.person("admin@example.org", {
  organisation_id: organisation,
  role: "admin",
});

const password = "correct horse battery staple";
const cookieName = "__Secure-coulisses.session_token";

/** Somebody who was invited, and has not come yet. */
async function invited(email: string): Promise<string> {
  const response = await admin.post("/organization/invite-member", { email, role: "viewer" });
  expect(response.statusCode).toBe(200);
  return response.json().id;
}

/** Somebody with a password. */
async function registered(email: string): Promise<string> {
  await invited(email);
  const browser = house.browser();
  await browser.post("/sign-up/email", { email, password, name: email });
  await browser.open((await house.letterTo(email)).link);
  return email;
}

describe("signing in", () => {
  test("invited, signed up by password, verified, signed in, accepted", async () => {
    const email = "ines@example.org";
    const invitationId = await invited(email);
    expect(await house.letterTo(email)).toMatchObject({
      subject: expect.stringContaining("Invitation"),
      link: `https://planning.example.org/?invitation=${invitationId}`,
    });

    const browser = house.browser();
    const signedUp = await browser.post("/sign-up/email", { email, password, name: "Inès" });
    expect(signedUp.statusCode).toBe(200);
    const early = await browser.post("/sign-in/email", { email, password });
    expect(early.json()).toMatchObject({ status: 403, code: "forbidden" });
    const unverified = await browser.post("/organization/accept-invitation", { invitationId });
    expect(unverified.statusCode).toBe(401);

    const verified = await browser.open((await house.letterTo(email)).link);
    expect(verified.statusCode).toBe(302);
    const signedIn = await browser.post("/sign-in/email", { email, password });
    expect(signedIn.statusCode).toBe(200);
    expect(await house.people.sessionOf(browser)).toMatchObject({
      email,
      name: "Inès",
      organisation_id: null,
    });

    const accepted = await browser.post("/organization/accept-invitation", { invitationId });
    expect(accepted.statusCode).toBe(200);
    expect(await house.people.sessionOf(browser)).toMatchObject({ organisation_id: organisation });
    const again = house.browser();
    await again.post("/sign-in/email", { email, password });
    expect(await house.people.sessionOf(again)).toMatchObject({ organisation_id: organisation });
  });

  test("by a link, which works once", async () => {
    const email = "lea@example.org";
    await invited(email);
    const browser = house.browser();
    const asked = await browser.post("/sign-in/magic-link", { email, name: "Léa" });
    expect(asked.json()).toEqual({ status: true });
    const { link } = await house.letterTo(email);
    const opened = await browser.open(link);
    expect(opened.statusCode).toBe(302);
    expect(await house.people.sessionOf(browser)).toMatchObject({ email, name: "Léa" });

    const thief = house.browser();
    const reused = await thief.open(link);
    expect(reused.headers.location).toContain("INVALID_TOKEN");
    expect(reused.headers["set-cookie"]).toBeUndefined();
  });

  test("two who open one link at the same moment are one", async () => {
    const link = await house.people.signInLink("race@example.org", "Race");
    const browsers = Array.from({ length: 4 }, () => house.browser());
    await Promise.all(browsers.map((browser) => browser.open(link)));
    const sessions = await Promise.all(browsers.map((who) => house.people.sessionOf(who)));
    expect(sessions.filter(Boolean)).toHaveLength(1);
  });

  test("a link drops the password that somebody else chose for the address", async () => {
    const email = "claimed@example.org";
    await invited(email);
    await house.browser().post("/sign-up/email", { email, password, name: "Thief" });
    const owner = house.browser();
    await owner.post("/sign-in/magic-link", { email });
    await owner.open((await house.letterTo(email)).link);
    expect(await house.people.sessionOf(owner)).toMatchObject({ email });
    const thief = await house.browser().post("/sign-in/email", { email, password });
    expect(thief.statusCode).toBe(401);
  });

  test("a forgotten password is replaced once, and ends all sessions", async () => {
    const email = await registered("oubli@example.org");
    const before = house.browser();
    await before.post("/sign-in/email", { email, password });
    await before.post("/request-password-reset", { email });
    const { link } = await house.letterTo(email);
    const { headers } = await before.open(link);
    const token = new URL(String(headers.location)).searchParams.get("token");
    const newPassword = "another horse, another battery";
    const reset = await before.post("/reset-password", { token, newPassword });
    expect(reset.statusCode).toBe(200);
    expect(await house.people.sessionOf(before)).toBeUndefined();
    expect((await before.post("/reset-password", { token, newPassword })).json()).toMatchObject({
      code: "invalid_input",
    });
    const old = await house.browser().post("/sign-in/email", { email, password });
    expect(old.statusCode).toBe(401);
    const renewed = await house.browser().post("/sign-in/email", { email, password: newPassword });
    expect(renewed.statusCode).toBe(200);
  });

  test("who belongs to several organisations starts in the one joined first", async () => {
    const [first, second] = [await house.organisation(), await house.organisation()];
    const email = "deux@example.org";
    await house.person(email, { organisation_id: first });
    await house.person(email, { organisation_id: second });
    const browser = await house.person(email);
    expect(await house.people.sessionOf(browser)).toMatchObject({ organisation_id: first });
    const switched = await browser.post("/organization/set-active", { organizationId: second });
    expect(switched.json()).toMatchObject({ id: second });
    expect(await house.people.sessionOf(browser)).toMatchObject({ organisation_id: second });
  });
});

describe("a session", () => {
  test("is new at each sign-in: a cookie from before is worth nothing after", async () => {
    const email = await registered("fixe@example.org");
    const victim = house.browser();
    victim.cookies.set(cookieName, "chosen-by-an-attacker");
    await victim.post("/sign-in/email", { email, password });
    const first = victim.cookies.get(cookieName);
    expect(first).not.toContain("chosen");
    await victim.post("/sign-in/email", { email, password });
    expect(victim.cookies.get(cookieName)).not.toBe(first);
  });

  test("is carried by a cookie that no script reads and no other site sends", async () => {
    const email = await registered("biscuit@example.org");
    const response = await house.browser().post("/sign-in/email", { email, password });
    expect(String(response.headers["set-cookie"])).toMatch(
      /^__Secure-coulisses\.session_token=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  test("of a server of one's own machine needs no settings, and no TLS", async () => {
    const own = await openHouse({ AUTH: "open", AUTH_SECRET: "", PUBLIC_URL: "" });
    const browser = await own.person("moi@example.org");
    expect([...browser.cookies.keys()]).toEqual(["coulisses.session_token"]);
    expect(await own.people.sessionOf(browser)).toMatchObject({ email: "moi@example.org" });
    const trusted = ["http://127.0.0.1:8000", "http://localhost:8000", "http://[::1]:8000"];
    expect(trusted.filter(own.people.isTrustedOrigin)).toEqual(trusted);
    const foreign = ["http://localhost:8001", "https://localhost:8000", "null", undefined];
    expect(foreign.filter(own.people.isTrustedOrigin)).toEqual([]);
    const other = await openHouse({ AUTH: "open", AUTH_SECRET: "", PUBLIC_URL: "" });
    expect(await other.people.sessionOf(browser)).toBeUndefined();
  });

  test("needs our signature", async () => {
    const browser = await house.person("signe@example.org");
    const [token = "", signature = ""] = decodeURIComponent(
      browser.cookies.get(cookieName) ?? "",
    ).split(".");
    const forged = createHmac("sha256", "another secret").update(token).digest("base64");
    for (const value of [token, `${token}.`, `${token}.${forged}`, `x${token}.${signature}`, "."]) {
      const cookie = `${cookieName}=${encodeURIComponent(value)}`;
      expect(await house.people.sessionOf({ cookie })).toBeUndefined();
    }
    expect(await house.people.sessionOf(browser)).toMatchObject({ email: "signe@example.org" });
  });

  test("ends: when it expires, when it is ended, when the address is not verified", async () => {
    const browser = await house.person("fin@example.org");
    const ends = (who: string, expires_at: string) =>
      house.db
        .updateTable("sessions")
        .set({ expires_at })
        .where("user_id", "in", (eb) =>
          eb.selectFrom("users").where("email", "=", who).select("id"),
        )
        .execute();
    await ends("fin@example.org", "2000-01-01T00:00:00Z");
    expect(await house.people.sessionOf(browser)).toBeUndefined();

    const other = await house.person("sortie@example.org");
    await other.post("/sign-out");
    expect(await house.people.sessionOf(other)).toBeUndefined();
    expect((await other.get("/get-session")).json()).toBeNull();
  });

  test("outlives nothing that its owner ends from elsewhere", async () => {
    const [phone, desk] = [
      await house.person("partout@example.org"),
      await house.person("partout@example.org"),
    ];
    expect((await desk.get("/list-sessions")).json()).toHaveLength(2);
    await desk.post("/revoke-other-sessions");
    expect(await house.people.sessionOf(phone)).toBeUndefined();
    expect(await house.people.sessionOf(desk)).toBeDefined();
  });
});

describe("nobody learns who is known here", () => {
  const unknown = "nobody@example.org";

  test("signing up is answered alike: uninvited, invited and known", async () => {
    const [known, fresh] = ["connue@example.org", "fraiche@example.org"];
    await registered(known);
    await invited(fresh);
    const answers = await Promise.all(
      [unknown, known, fresh].map((email) =>
        house.browser().post("/sign-up/email", { email, password, name: "Someone" }),
      ),
    );
    const shapes = answers.map(({ statusCode, headers, body }) => [
      statusCode,
      Object.keys(headers),
      body
        .replaceAll(/[\w-]+@example\.org/g, "email")
        .replaceAll(/[\da-f-]{36}/g, "id")
        .replaceAll(/\d{4}-[\d-]+T[\d:.]+Z/g, "time"),
    ]);
    expect(shapes[1]).toEqual(shapes[0]);
    expect(shapes[2]).toEqual(shapes[0]);
    expect(await house.lettersTo(unknown)).toEqual([]);
    const users = await house.db.selectFrom("users").where("email", "=", unknown).execute();
    expect(users).toEqual([]);
  });

  test.each(["/sign-in/magic-link", "/request-password-reset", "/send-verification-email"])(
    "%s is answered alike, and unknown addresses get no letter",
    async (path) => {
      const known = await registered(`${path.slice(1, 5)}@example.org`);
      const [toUnknown, toKnown] = [
        await house.browser().post(path, { email: unknown }),
        await house.browser().post(path, { email: known }),
      ];
      expect(toUnknown.body).toBe(toKnown.body);
      expect(toUnknown.statusCode).toBe(toKnown.statusCode);
      expect(await house.lettersTo(unknown)).toEqual([]);
    },
  );

  test("a link for an address that is no longer invited opens nothing", async () => {
    const email = "retiree@example.org";
    const invitationId = await invited(email);
    const browser = house.browser();
    await browser.post("/sign-in/magic-link", { email });
    const { link } = await house.letterTo(email);
    await admin.post("/organization/cancel-invitation", { invitationId });
    const opened = await browser.open(link);
    expect(opened.headers.location).toContain("NOT_INVITED");
    expect(await house.people.sessionOf(browser)).toBeUndefined();
  });

  test("an unknown account takes as long as a wrong password", async () => {
    const known = await registered("temps@example.org");
    const times: Record<string, number[]> = { [known]: [], [unknown]: [] };
    for (let round = 0; round < 15; round += 1)
      for (const email of [known, unknown]) {
        const start = performance.now();
        const wrong = { email, password: "wrong password entirely" };
        expect((await house.browser().post("/sign-in/email", wrong)).statusCode).toBe(401);
        times[email]?.push(performance.now() - start);
      }
    const [slow = [], quick = []] = Object.values(times).map((all) =>
      all.toSorted((a, b) => a - b),
    );
    // The distributions overlap: the quickest of each is below the median of the other.
    expect(slow[0]).toBeLessThan(quick[7] ?? 0);
    expect(quick[0]).toBeLessThan(slow[7] ?? 0);
  });
});

test("a dump of the tables opens nothing, and the log tells no secret", async () => {
  const email = await registered("dump@example.org");
  const browser = house.browser();
  await browser.post("/sign-in/email", { email, password });
  await browser.post("/request-password-reset", { email });
  const { link: resetLink } = await house.letterTo(email);
  await browser.post("/sign-in/magic-link", { email });
  const { link: signInLink } = await house.letterTo(email);
  await house.browser().open(signInLink);
  await house.browser().open(resetLink);
  const reset = new URL(resetLink).pathname.split("/").at(-1) ?? "";
  const token = new URL(signInLink).searchParams.get("token") ?? "";
  const signed = decodeURIComponent(browser.cookies.get(cookieName) ?? "");
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public'`.execute(house.db);
  const dump = await Promise.all(
    tables.map(({ name }) => sql`select * from ${sql.table(name)}`.execute(house.db)),
  );
  const text = JSON.stringify([dump, house.log]);
  for (const secret of [
    password,
    reset,
    token,
    signed.split(".")[1] ?? "",
    house.config.AUTH_SECRET,
  ]) {
    expect(secret).toMatch(/.{20}/);
    expect(text).not.toContain(secret);
  }
  expect(text).toContain(email);
});

test("the embedded database's one connection is enough", async () => {
  const small = await openHouse({ DATABASE_URL: "memory://" });
  const email = "seule@example.org";
  const organisation_id = await small.organisation();
  const boss = await small.person("boss@example.org", { organisation_id, role: "admin" });
  const invitation = await boss.post("/organization/invite-member", { email, role: "planner" });
  const browser = small.browser();
  await browser.post("/sign-up/email", { email, password, name: "Seule" });
  await browser.open((await small.letterTo(email)).link);
  await browser.post("/sign-in/email", { email, password });
  const invitationId = invitation.json().id;
  const accepted = await browser.post("/organization/accept-invitation", { invitationId });
  expect(accepted.statusCode).toBe(200);
});
