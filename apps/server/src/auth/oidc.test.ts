import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { expect, test } from "vitest";
import { listening, openHouse, portOf } from "./factory.ts";
import { honestly, Provider, type Said } from "./provider.factory.ts";

const { privateKey: anotherKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const provider = await new Provider().start();
const { issuer } = provider;
const house = await openHouse({
  OIDC_ISSUER: issuer,
  OIDC_CLIENT_ID: "coulisses",
  OIDC_CLIENT_SECRET: "shared with the provider",
});

const organisation = await house.organisation();
const admin = await house.person("admin@example.org", {
  organisation_id: organisation,
  role: "admin",
});

/** Signs in through the provider, with the given claims. */
async function signIn(email: string, change: Partial<Said> = {}) {
  const known = { sub: `sub-${email}`, email, email_verified: true, name: "Odile" };
  provider.says = { ...honestly({}), ...change, claims: { ...known, ...change.claims } };
  const browser = house.browser();
  const started = await browser.post("/sign-in/social", { provider: "oidc", callbackURL: "/home" });
  expect(started.statusCode).toBe(200);
  provider.asked = new URL(started.json().url).searchParams;
  const back = await browser.get(`/callback/oidc?code=a-code&state=${provider.asked.get("state")}`);
  return { back, browser, session: await house.people.sessionOf(browser) };
}

async function invite(email: string): Promise<void> {
  await admin.post("/organization/invite-member", { email, role: "viewer" });
}

test("anybody can ask for the ways to sign in, and learns no secret of the provider", async () => {
  const { body } = await house.browser().get("/sign-in-ways");
  const providers = [{ provider: "oidc", name: new URL(issuer).host }];
  expect(JSON.parse(body)).toEqual({ mail: true, providers });
});

test("an invited person signs in with a code and PKCE, and once more", async () => {
  await invite("odile@example.org");
  const { back, session } = await signIn("odile@example.org");
  expect(provider.asked.get("code_challenge_method")).toBe("S256");
  expect(provider.asked.get("redirect_uri")).toBe(
    "https://planning.example.org/auth/callback/oidc",
  );
  expect(back.headers.location).toBe("/home");
  expect(session).toMatchObject({ email: "odile@example.org", name: "Odile" });
  const again = await signIn("odile@example.org");
  expect(again.session?.user_id).toBe(session?.user_id);

  const accounts = await house.db
    .selectFrom("accounts")
    .where("provider_id", "=", "oidc")
    .selectAll()
    .execute();
  expect(accounts).toMatchObject([{ access_token: null, refresh_token: null, id_token: null }]);
});

test("an existing account is kept", async () => {
  const before = await house.people.sessionOf(await house.person("deja@example.org"));
  const { session } = await signIn("deja@example.org");
  expect(session?.user_id).toBe(before?.user_id);
});

test("a person without an invitation does not get in", async () => {
  const { back, session } = await signIn("nobody@example.org");
  expect(back.headers.location).toMatch(/^https:\/\/planning\.example\.org\/?\?error=NOT_INVITED/);
  expect(session).toBeUndefined();
});

test("an address that the provider has not verified signs nobody in", async () => {
  await invite("claimed@example.org");
  const email = "claimed@example.org";
  const { session } = await signIn(email, { claims: { email_verified: false } });
  expect(session).toBeUndefined();
  // The stranger gets no access later either, after the owner has proven the address.
  await house.person(email);
  const stranger = await signIn(email, { claims: { email_verified: false } });
  expect(stranger.session).toBeUndefined();
});

test.each<[string, Partial<Said>]>([
  ["another audience", { claims: { aud: "another" } }],
  ["another issuer", { claims: { iss: "https://evil.example.org" } }],
  ["another nonce", { claims: { nonce: "another" } }],
  ["an expired token", { claims: { exp: 1_000_000_000 } }],
  ["no signature (alg=none)", { header: { alg: "none" }, key: null }],
  ["another key", { key: anotherKey }],
])("%s is refused", async (_what, change) => {
  await invite("refused@example.org");
  const { back, session } = await signIn("refused@example.org", change);
  expect(back.statusCode).toBe(302);
  expect(back.headers.location).toContain("error=");
  expect(session).toBeUndefined();
});

test("an unsolicited answer of the provider is refused", async () => {
  await invite("csrf@example.org");
  await signIn("csrf@example.org");
  const victim = house.browser();
  const back = await victim.get(`/callback/oidc?code=a-code&state=${provider.asked.get("state")}`);
  expect(back.headers.location).toContain("error=state_mismatch");
  expect(await house.people.sessionOf(victim)).toBeUndefined();
});

test("a browser's own claims are not accepted as a token of the provider", async () => {
  const body = { provider: "oidc", idToken: { token: provider.token() } };
  const response = await house.browser().post("/sign-in/social", body);
  expect(response.json()).toMatchObject({ status: 422, code: "invalid_input" });
});

test("a provider that does not answer delays no other sign-in", async () => {
  const silent = createServer(() => {});
  await listening(silent);
  const patient = await openHouse({
    OIDC_ISSUER: `http://127.0.0.1:${portOf(silent)}`,
    OIDC_CLIENT_ID: "coulisses",
    OIDC_CLIENT_SECRET: "shared with the provider",
  });
  const browser = await patient.person("patient@example.org");
  expect(await patient.people.sessionOf(browser)).toMatchObject({ email: "patient@example.org" });
  silent.closeAllConnections();
});
