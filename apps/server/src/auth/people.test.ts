import { createHmac } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { openHouse } from "./factory.ts";

const house = await openHouse();
const organisation = await house.organisation();
const admin = await house.person("admin@example.org", {
  organisation_id: organisation,
  role: "admin",
});

const password = "correct horse battery staple";
const cookieName = "__Secure-coulisses.session_token";

/** Invites a person, who has no account yet. */
async function invited(email: string): Promise<string> {
  const response = await admin.post("/organization/invite-member", { email, role: "viewer" });
  expect(response.statusCode).toBe(200);
  return response.json().id;
}

function isOfLink({ link }: { link: string }): boolean {
  return link.includes("/auth/magic-link/");
}

/** Makes an account with a password. */
async function registered(email: string): Promise<string> {
  await invited(email);
  const browser = house.browser();
  await browser.post("/request-password", { email, name: email });
  await browser.open((await house.letterTo(email)).link, { password });
  return email;
}

describe("signing in", () => {
  test("works from the invitation and the chosen password to the next sign-in", async () => {
    const email = "ines@example.org";
    const invitationId = await invited(email);
    expect(await house.letterTo(email)).toMatchObject({
      subject: expect.stringContaining("Invitation"),
      link: `https://planning.example.org/invitation?id=${invitationId}`,
    });

    const browser = house.browser();
    const asked = await browser.post("/request-password", { email, name: "Inès" });
    expect(asked.json()).toEqual({ status: true });
    const unproven = await browser.post("/organization/accept-invitation", { invitationId });
    expect(unproven.statusCode).toBe(401);

    const chosen = await browser.open((await house.letterTo(email)).link, { password });
    expect(chosen.statusCode).toBe(303);
    expect(await house.people.sessionOf(browser)).toMatchObject({
      email,
      name: "Inès",
      organisation_id: null,
    });

    const accepted = await browser.post("/organization/accept-invitation", { invitationId });
    expect(accepted.statusCode).toBe(200);
    expect(await house.people.sessionOf(browser)).toMatchObject({ organisation_id: organisation });
    const again = house.browser();
    expect((await again.post("/sign-in/email", { email, password })).statusCode).toBe(200);
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
    expect(opened.statusCode).toBe(303);
    expect(await house.people.sessionOf(browser)).toMatchObject({ email, name: "Léa" });

    const thief = house.browser();
    const reused = await thief.open(link);
    expect(reused.statusCode).toBe(410);
    expect(reused.headers["set-cookie"]).toBeUndefined();
  });

  test("one link opened several times at once signs in once", async () => {
    const link = await house.people.signInLink("race@example.org", "Race");
    const browsers = Array.from({ length: 4 }, () => house.browser());
    await Promise.all(browsers.map((browser) => browser.open(link)));
    const sessions = await Promise.all(browsers.map((who) => house.people.sessionOf(who)));
    expect(sessions.filter(Boolean)).toHaveLength(1);
  });

  test("a stranger's password never opens the account of an invited person", async () => {
    const email = "claimed@example.org";
    await invited(email);
    const stranger = house.browser();
    const signUp = { email, password, name: "Thief" };
    for (const [path, body] of [
      ["/sign-up/email", signUp],
      ["/request-password", signUp],
      ["/request-password", { email, newPassword: password }],
    ] as const)
      expect((await stranger.post(path, body)).statusCode).toBeGreaterThanOrEqual(400);
    await stranger.post("/request-password", { email, name: "Thief" });
    await stranger.post("/sign-in/magic-link", { email, name: "Thief" });
    expect(await house.db.selectFrom("users").where("email", "=", email).execute()).toEqual([]);

    const owner = house.browser();
    // The genuine links that the stranger asked for.
    for (const { link } of (await house.lettersTo(email)).filter(isOfLink))
      await owner.open(link, { password: "the owner's own choice" });
    expect(await house.people.sessionOf(owner)).toMatchObject({ email });
    expect((await stranger.post("/sign-in/email", { email, password })).statusCode).toBe(401);
    expect(await house.people.sessionOf(stranger)).toBeUndefined();
  });

  test("a forgotten password is replaced once, and all other sessions end", async () => {
    const email = await registered("oubli@example.org");
    const before = house.browser();
    await before.post("/sign-in/email", { email, password });
    await before.post("/request-password", { email });
    const { link } = await house.letterTo(email);
    const newPassword = "another horse, another battery";
    const browser = house.browser();
    expect((await browser.open(link, { password: newPassword })).statusCode).toBe(303);
    expect(await house.people.sessionOf(browser)).toMatchObject({ email });
    expect(await house.people.sessionOf(before)).toBeUndefined();
    expect((await before.open(link, { password: "a third battery" })).statusCode).toBe(410);
    const old = await house.browser().post("/sign-in/email", { email, password });
    expect(old.statusCode).toBe(401);
    const renewed = await house.browser().post("/sign-in/email", { email, password: newPassword });
    expect(renewed.statusCode).toBe(200);
  });

  test("a member of several organisations starts in the one joined first", async () => {
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
  test("is new at each sign-in (session fixation)", async () => {
    const email = await registered("fixe@example.org");
    const victim = house.browser();
    victim.cookies.set(cookieName, "chosen-by-an-attacker");
    await victim.post("/sign-in/email", { email, password });
    const first = victim.cookies.get(cookieName);
    expect(first).not.toContain("chosen");
    await victim.post("/sign-in/email", { email, password });
    expect(victim.cookies.get(cookieName)).not.toBe(first);
  });

  test("has a cookie that no script reads and no other site sends", async () => {
    const email = await registered("biscuit@example.org");
    const response = await house.browser().post("/sign-in/email", { email, password });
    expect(String(response.headers["set-cookie"])).toMatch(
      /^__Secure-coulisses\.session_token=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  test("on a loopback server needs no settings and no TLS", async () => {
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

  test("needs a cookie with our signature", async () => {
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

  test("ends when it expires or its owner signs out", async () => {
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

  test("ends when its owner ends it from another browser", async () => {
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

describe("nobody learns which accounts exist", () => {
  const unknown = "nobody@example.org";

  test.each(["/sign-in/magic-link", "/request-password"])(
    "%s answers all addresses alike, and writes to known ones only",
    async (path) => {
      const known = await registered(`known-${path.slice(1, 5)}@example.org`);
      const fresh = `fresh-${path.slice(1, 5)}@example.org`;
      await invited(fresh);
      const answers = await Promise.all(
        [unknown, known, fresh].map((email) => house.browser().post(path, { email, name: "Some" })),
      );
      const shapes = answers.map(({ statusCode, headers, body }) => [
        statusCode,
        Object.keys(headers),
        body,
      ]);
      expect(shapes[1]).toEqual(shapes[0]);
      expect(shapes[2]).toEqual(shapes[0]);
      expect(await house.lettersTo(unknown)).toEqual([]);
      expect(await house.lettersTo(fresh)).toHaveLength(2);
    },
  );

  test("a link for an address that is no longer invited signs nobody in", async () => {
    const email = "retiree@example.org";
    const invitationId = await invited(email);
    const browser = house.browser();
    await browser.post("/sign-in/magic-link", { email });
    const { link } = await house.letterTo(email);
    await admin.post("/organization/cancel-invitation", { invitationId });
    expect((await browser.open(link)).statusCode).toBe(410);
    expect(await house.people.sessionOf(browser)).toBeUndefined();
  });
});

test("neither the tables nor the log hold a secret that signs in", async () => {
  const email = await registered("dump@example.org");
  const browser = house.browser();
  await browser.post("/sign-in/email", { email, password });
  await browser.post("/request-password", { email });
  const { link: unused } = await house.letterTo(email);
  await browser.post("/sign-in/magic-link", { email });
  const { link: used } = await house.letterTo(email);
  await house.browser().open(used);
  const tokenIn = (link: string) => new URL(link).searchParams.get("token") ?? "";
  const signed = decodeURIComponent(browser.cookies.get(cookieName) ?? "");
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public'`.execute(house.db);
  const dump = await Promise.all(
    tables.map(({ name }) => sql`select * from ${sql.table(name)}`.execute(house.db)),
  );
  const text = JSON.stringify([dump, house.log]);
  for (const secret of [
    password,
    tokenIn(used),
    tokenIn(unused),
    signed.split(".")[1] ?? "",
    house.config.AUTH_SECRET,
  ]) {
    expect(secret).toMatch(/.{20}/);
    expect(text).not.toContain(secret);
  }
  expect(text).toContain(email);
});

test("the one connection of the embedded database is enough to sign in", async () => {
  const small = await openHouse({ DATABASE_URL: "memory://" });
  const email = "seule@example.org";
  const organisation_id = await small.organisation();
  const boss = await small.person("boss@example.org", { organisation_id, role: "admin" });
  const invitation = await boss.post("/organization/invite-member", { email, role: "planner" });
  const browser = small.browser();
  await browser.post("/request-password", { email, name: "Seule" });
  await browser.open((await small.letterTo(email)).link, { password });
  const invitationId = invitation.json().id;
  const accepted = await browser.post("/organization/accept-invitation", { invitationId });
  expect(accepted.statusCode).toBe(200);
});
