import { open } from "@coulisses/database";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { refuseConnections } from "../factory.ts";
import { openHouse } from "./factory.ts";

const house = await openHouse({ CORS_ORIGINS: "https://screens.example.org" });
const { app, people } = house;
const email = "o'brien+1@example.org";
const password = "a password of her own";

/** The parts of a link, for `app.inject`. */
async function linkFor(kind: "sign_in" | "choose_password", callbackURL = "/welcome") {
  await people.signInLink(email, "Orla");
  await people.sendLink({ kind, email, callbackURL, language: "en" });
  const { pathname, search, searchParams } = new URL((await house.letterTo(email)).link);
  const { token = "" } = Object.fromEntries(searchParams);
  return { url: pathname, page: pathname + search, token, callbackURL };
}

type Link = Awaited<ReturnType<typeof linkFor>>;

/** Sends the form, as a browser does from its page. */
function send(
  { url, token, callbackURL }: Link,
  { headers = {}, typed = {} }: { headers?: Record<string, string>; typed?: object } = {},
) {
  return app.inject({
    method: "POST",
    url,
    headers: {
      origin: people.url,
      "content-type": "application/x-www-form-urlencoded",
      ...headers,
    },
    payload: new URLSearchParams({ token, callbackURL, ...typed }).toString(),
  });
}

async function sessions(): Promise<number> {
  const { length } = await house.db.selectFrom("sessions").select("id").execute();
  return length;
}

describe.each(["sign_in", "choose_password"] as const)("a link to %s", (kind) => {
  const typed = kind === "sign_in" ? {} : { password };

  test("changes nothing when it is opened: a mail scanner does not use it up", async () => {
    const link = await linkFor(kind);
    const before = await sessions();
    for (const method of ["GET", "HEAD", "GET"] as const) {
      const answer = await app.inject({ method, url: link.page });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers).not.toHaveProperty("set-cookie");
    }
    expect(await sessions()).toBe(before);
    expect((await send(link, { typed })).statusCode).toBe(303);
  });

  test("signs in when its form is sent, redirects, and works once", async () => {
    const link = await linkFor(kind, "https://screens.example.org/week");
    const answer = await send(link, { typed });
    expect(answer.statusCode).toBe(303);
    expect(answer.headers).toMatchObject({
      location: "https://screens.example.org/week",
      "cache-control": "no-store",
    });
    const [cookie] = answer.cookies;
    const sent = { cookie: `${cookie?.name}=${encodeURIComponent(cookie?.value ?? "")}` };
    expect(await people.sessionOf(sent)).toMatchObject({ email });
    const again = await send(link, { typed });
    expect(again.statusCode).toBe(410);
    expect(again.headers).not.toHaveProperty("set-cookie");
    expect((await app.inject(link.page)).statusCode).toBe(410);
  });

  test("names its account, on a page without scripts that is not cached", async () => {
    const answer = await app.inject((await linkFor(kind)).page);
    expect(answer.body).toContain("o&#39;brien+1@example.org");
    expect(answer.body).not.toContain("<script");
    expect(answer.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "strict-origin",
    });
    const policy = String(answer.headers["content-security-policy"]).split("; ");
    expect(policy).toEqual([
      "default-src 'none'",
      expect.stringMatching(/^style-src 'sha256-[\w+/]{43}='$/),
      "form-action 'self' https://planning.example.org",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]);
  });

  test.each([
    ["fr-CA", "fr"],
    ["en-GB,en;q=0.9,fr;q=0.8", "en"],
    ["de, fr;q=0.4, en;q=0.5", "en"],
    ["de", "en"],
    ["", "en"],
  ])("speaks to a reader who prefers %j in %s", async (preferred, language) => {
    const { page } = await linkFor(kind);
    const { body, headers } = await app.inject({
      url: page,
      headers: { "accept-language": preferred },
    });
    expect(headers).toMatchObject({ "content-language": language, vary: "Accept-Language" });
    expect(body).toContain(`<html lang="${language}">`);
    expect(body).toContain(language === "fr" ? "fermez cette page" : "close this page");
  });

  test.each([{ origin: "https://evil.example.org" }, { origin: "null" }, { origin: "" }])(
    "cannot be sent from a page of %j (login CSRF)",
    async (headers) => {
      const link = await linkFor(kind);
      const answer = await send(link, { headers, typed });
      expect(answer.statusCode).toBe(403);
      expect(answer.headers).not.toHaveProperty("set-cookie");
      expect((await send(link, { typed })).statusCode).toBe(303);
    },
  );

  test.each([
    "https://evil.example.org/",
    "//evil.example.org",
    "/\\evil.example.org",
    "javascript:alert(1)",
    "blob:https://planning.example.org/3f0e8a52-6c1d-4b7e-9a35-1d2c4e6f8a90",
    `"><script>alert(1)</script>//`.repeat(100),
  ])("does not lead on to %s", async (callbackURL) => {
    const link = { ...(await linkFor(kind)), callbackURL };
    const query = new URLSearchParams({ token: link.token, callbackURL });
    const page = `${link.url}?${query.toString()}`;
    for (const answer of [await app.inject(page), await send(link, { typed })]) {
      expect(answer.statusCode).toBe(422);
      expect(answer.headers).not.toHaveProperty("location");
      expect(answer.body).not.toContain("<script");
    }
  });

  test("accepts forms only", async () => {
    const link = await linkFor(kind);
    for (const type of ["application/json", "text/plain", "multipart/form-data"])
      expect((await send(link, { headers: { "content-type": type }, typed })).statusCode).toBe(415);
  });

  test("that is too old or incomplete is refused with the reason", async () => {
    const link = await linkFor(kind);
    await house.db.updateTable("verifications").set({ expires_at: "2000-01-01" }).execute();
    for (const answer of [await app.inject(link.page), await send(link, { typed })]) {
      expect(answer.statusCode).toBe(410);
      expect(answer.body).toContain("Ask for a new one");
    }
    expect((await app.inject(link.url)).statusCode).toBe(422);
  });
});

test("a reader of another language gets a page in the organisation's language", async () => {
  const member = "member@example.org";
  await house.person(member, { organisation_id: await house.organisation("fr") });
  await people.sendLink({ kind: "sign_in", email: member, language: "en" });
  const { pathname, search } = new URL((await house.letterTo(member)).link);
  const answer = await app.inject({ url: pathname + search, headers: { "accept-language": "de" } });
  expect(answer.body).toContain('<html lang="fr">');
});

describe("choosing a password", () => {
  test("of a bad length is refused on the page, and the link still works", async () => {
    const link = await linkFor("choose_password");
    for (const typed of [{}, { password: "short" }, { password: "x".repeat(129) }]) {
      const answer = await send(link, { typed });
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('aria-invalid="true"');
      expect(answer.body).not.toContain("x".repeat(12));
    }
    expect((await send(link, { typed: { password } })).statusCode).toBe(303);
    const signedIn = await house.browser().post("/sign-in/email", { email, password });
    expect(signedIn.statusCode).toBe(200);
  });

  test("is not possible with a link to sign in", async () => {
    const link = await linkFor("sign_in");
    const answer = await send(link, { typed: { password: "smuggled into the form" } });
    expect(answer.statusCode).toBe(422);
  });
});

test("an internal error while a link is used is rolled back: it still works", async () => {
  const link = await linkFor("sign_in");
  const owner = await open(house.config.DATABASE_URL);
  await sql`alter table sessions rename to gone`.execute(owner.db);
  const failed = await send(link);
  await sql`alter table gone rename to sessions`.execute(owner.db);
  await owner.close();
  expect(failed.statusCode).toBe(500);
  expect(failed.body).toContain("That did not work");
  expect(failed.body).not.toContain("sessions");
  expect((await send(link)).statusCode).toBe(303);
});

test("while the database does not answer, the page says when to try again", async () => {
  const link = await linkFor("sign_in");
  const accept = await refuseConnections(house.config.DATABASE_URL);
  const failed = await app.inject(link.page);
  await accept();
  expect(failed.statusCode).toBe(503);
  expect(failed.headers["retry-after"]).toBe("1");
  expect(failed.headers["content-type"]).toBe("text/html; charset=utf-8");
});
