import { permissions } from "@coulisses/api/permissions";
import { open } from "@coulisses/database";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { operations } from "./memberships.ts";
import { openHouse } from "./factory.ts";

const house = await openHouse({ CORS_ORIGINS: "https://screens.example.org" });
const organisation = await house.organisation();
const email = "admin@example.org";
const admin = await house.person(email, { organisation_id: organisation, role: "admin" });

describe("a change with a cookie needs a trusted origin", () => {
  const cookie = { cookie: admin.cookie };
  const change = (headers: Record<string, string>) =>
    house.app.inject({
      method: "POST",
      url: "/auth/update-user",
      headers: { ...cookie, ...headers },
      payload: { name: "Changed" },
    });

  test.each([
    {},
    { origin: "null" },
    { origin: "https://evil.example.org" },
    { origin: "https://planning.example.org.evil.org" },
    { origin: "http://planning.example.org" },
    { origin: "https://planning.example.org:444" },
    { referer: "https://planning.example.org/" },
  ])("%j is refused", async (headers) => {
    const response = await change(headers);
    expect(response.json()).toMatchObject({ status: 403, code: "forbidden" });
    expect(response.json().detail).toContain("Origin");
    expect(await house.people.sessionOf(admin)).toMatchObject({ name: email });
  });

  test.each(["https://planning.example.org", "https://screens.example.org"])(
    "%s is let in",
    async (origin) => {
      const response = await change({ origin });
      expect(response.statusCode).toBe(200);
      await admin.post("/update-user", { name: email });
    },
  );

  test("a foreign page cannot sign its reader in (login CSRF)", async () => {
    const origin = "https://evil.example.org";
    const payload = { email, password: "correct horse battery" };
    const response = await house.browser().post("/sign-in/email", payload, { origin });
    expect(response.statusCode).toBe(403);
  });

  test("a change must be JSON", async () => {
    const origin = house.people.url;
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
      const response = await house.app.inject({
        method: "POST",
        url: "/auth/update-user",
        headers: { ...cookie, origin, "content-type": type },
        payload: '{"name":"x"}',
      });
      expect(response.json()).toMatchObject({ status: 415, code: "unsupported_media_type" });
    }
  });
});

describe("better-auth's other paths are not served", () => {
  test.each([
    ["POST", "/organization/create"],
    ["POST", "/organization/update"],
    ["POST", "/organization/delete"],
    ["GET", "/organization/get-full-organization"],
    ["POST", "/organization/has-permission"],
    ["POST", "/organization/check-slug"],
    ["POST", "/organization/add-member"],
    ["POST", "/change-email"],
    ["POST", "/delete-user"],
    ["POST", "/update-session"],
    ["POST", "/link-social"],
    ["POST", "/sign-in/social"],
    ["GET", "/callback/oidc"],
    ["GET", "/ok"],
    ["GET", "/error"],
    ["POST", "/sign-up/email"],
    ["POST", "/request-password-reset"],
    ["POST", "/reset-password"],
    ["GET", "/reset-password/x"],
    ["GET", "/verify-email?token=x"],
    ["POST", "/send-verification-email"],
    ["POST", "/get-session"],
    ["GET", "/sign-out"],
    ["GET", "/organization/leave"],
    ["POST", "/organization/../organization/create"],
    ["POST", "//organization/create"],
  ] as const)("%s %s", async (method, path) => {
    const headers = { cookie: admin.cookie, origin: house.people.url };
    const response = await house.app.inject({ method, url: `/auth${path}`, headers });
    expect(response.statusCode).toBe(404);
  });

  test("other fields of a body are refused", async () => {
    const image = await admin.post("/update-user", { name: "x", image: "https://example.org" });
    expect(image.json()).toMatchObject({ status: 422, code: "invalid_input" });
    const resend = { email: "a@example.org", role: "viewer", resend: true };
    expect((await admin.post("/organization/invite-member", resend)).statusCode).toBe(422);
    const bySlug = await admin.post("/organization/set-active", { organizationSlug: "x" });
    expect(bySlug.statusCode).toBe(422);
  });

  test("the permission table and the door name the same paths", () => {
    const named = Object.keys(permissions).filter((name) => name.startsWith("/auth/"));
    const reads = ["/organization/list-invitations", "/organization/list-members"];
    const served = [...Object.keys(operations), ...reads].map((path) => `/auth${path}`);
    expect(served.toSorted()).toEqual(named.toSorted());
  });
});

describe("errors are problem documents", () => {
  test.each([
    {
      ask: "POST /sign-in/email",
      payload: { email, password: "wrong" },
      status: 401,
      code: "unauthenticated",
    },
    {
      ask: "POST /sign-in/email",
      payload: { email: "x", password: "wrong" },
      status: 422,
      code: "invalid_input",
    },
    {
      ask: "POST /sign-in/email",
      payload: { email, password: "\0" },
      status: 422,
      code: "invalid_input",
    },
    { ask: "POST /organization/leave", payload: {}, status: 401, code: "unauthenticated" },
    { ask: "POST /update-user", payload: { name: "x" }, status: 401, code: "unauthenticated" },
    { ask: "GET /list-sessions", status: 401, code: "unauthenticated" },
    { ask: "GET /organization/get-invitation?id=x", status: 422, code: "invalid_input" },
  ])("$ask $payload", async ({ ask, payload, status, code }) => {
    const [method, path] = ask.split(" ");
    const response = await house.app.inject({
      method: method === "GET" ? "GET" : "POST",
      url: `/auth${path}`,
      ...(payload && { payload }),
    });
    expect(response.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(response.headers["cache-control"]).toBe("no-store");
    expect(response.json()).toMatchObject({ status, code, type: `urn:coulisses:problem:${code}` });
    expect(response.json().detail).toMatch(/\w{4}/);
  });

  test.each(["/list-sessions", "/organization/list"])(
    "%s asks for a session, in the reader's language",
    async (path) => {
      const headers = { "accept-language": "fr" };
      const { detail } = (await house.app.inject({ url: `/auth${path}`, headers })).json();
      expect(detail.replace(/\s:/, " :")).toBe("Il faut une session : connectez-vous d’abord.");
    },
  );

  test.each([
    "https://evil.example.org/",
    "//evil.example.org",
    "/\\evil.example.org",
    "javascript:alert(1)",
  ])("nobody is redirected to %s", async (callbackURL) => {
    for (const path of ["/sign-in/magic-link", "/request-password"]) {
      const response = await house.browser().post(path, { email, callbackURL });
      expect(response.json()).toMatchObject({ status: 422, code: "invalid_input" });
    }
  });

  test("an internal error discloses nothing, and is rolled back", async () => {
    const other = await house.person("other@example.org", { organisation_id: organisation });
    const owner = await open(house.config.DATABASE_URL);
    await sql`alter function record_change rename to gone`.execute(owner.db);
    const failed = await other.post("/organization/leave");
    await sql`alter function gone rename to record_change`.execute(owner.db);
    await owner.close();
    expect(failed.json()).toMatchObject({ status: 500, code: "internal_error" });
    expect(failed.body).not.toContain("record_change");
    expect((await other.get("/organization/list")).json()).toHaveLength(1);
  });
});

test("cached callers are dropped when a session changes organisation", async () => {
  const before = house.forgotten.times;
  await admin.get("/get-session");
  expect(house.forgotten.times).toBe(before);
  await admin.post("/organization/set-active", { organizationId: organisation });
  expect(house.forgotten.times).toBe(before + 1);
});
