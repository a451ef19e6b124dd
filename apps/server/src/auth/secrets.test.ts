import { createHook } from "node:async_hooks";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { afterAll, describe, expect, test, vi } from "vitest";
import { createCompany, guarded, openAsOwner, testApp } from "../factory.ts";
import { countLookUps, openHouse } from "./factory.ts";

const here = "https://planning.example.org";
const house = await openHouse({ PUBLIC_URL: here });
const settings = { ...guarded, DATABASE_URL: house.config.DATABASE_URL, PUBLIC_URL: here };
const { app } = await testApp(settings);
const db = await openAsOwner(house.config.DATABASE_URL);
const company = await createCompany(db, "Théâtre du Pont");
const email = "admin@example.org";
const membership = { organisation_id: company.id, role: "admin" } as const;
const admin = await house.person(email, membership);
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

function whoIs(headers: Record<string, string>) {
  return app.inject({ url: "/api/v1/me", headers });
}

describe("a key in a URL", () => {
  const key = company.keys.admin;

  test.each([
    `/api/v1/me?key=${key}`,
    `/api/v1/me?access_token=${key}`,
    `/api/v1/artists?limit=1&q=${key}`,
    `/trpc/me.get?authorization=${key}`,
    `/openapi.json?apikey=${key}`,
    `/auth/get-session?key=${key}`,
  ])("does not authenticate: %#", async (url) => {
    const answer = await app.inject(url);
    expect(answer.body).not.toContain(company.id);
    expect(answer.body).not.toContain(key);
  });

  test("is refused, also beside a valid header, and the answer says where it belongs", async () => {
    for (const headers of [{}, bearer(key), { cookie: admin.cookie }]) {
      const answer = await app.inject({ url: `/api/v1/me?key=${key}`, headers });
      expect(answer.statusCode).toBe(401);
      expect(answer.json().detail).toContain("Authorization header");
    }
  });
});

test("an answer with a new key is cached nowhere, on either door", async () => {
  const headers = bearer(company.keys.admin);
  const wanted = { name: "Shown once", role: "viewer" };
  for (const url of ["/api/v1/keys", "/trpc/keys.create", "/trpc/keys.create?batch=1"]) {
    const payload = url.endsWith("?batch=1") ? { 0: wanted } : wanted;
    const answer = await app.inject({ method: "POST", url, headers, payload });
    expect(answer.body).toContain("clk_");
    expect(answer.headers["cache-control"]).toBe("no-store");
  }
  expect((await whoIs(headers)).headers["cache-control"]).toContain("no-cache");
});

describe("refusals take the same work, so that their duration discloses nothing", () => {
  /** Counts the passwords that are hashed meanwhile: the slow part. */
  async function countHashes(work: () => Promise<unknown>): Promise<number> {
    let count = 0;
    const hook = createHook({ init: (_id, type) => (count += type === "SCRYPTREQUEST" ? 1 : 0) });
    hook.enable();
    await work();
    hook.disable();
    return count;
  }

  test("for an unknown account, for one without password and for a wrong password", async () => {
    const password = "correct horse battery staple";
    await house.browser().post("/request-password", { email });
    await house.browser().open((await house.letterTo(email)).link, { password });
    const signIn = (as: object) => house.browser().post("/sign-in/email", as);
    expect((await signIn({ email, password })).statusCode).toBe(200);
    await house.person("passwordless@example.org");
    const wrong = "wrong horse battery staple";
    const refused = await signIn({ email, password: wrong });
    expect(refused.statusCode).toBe(401);
    for (const one of [email, "nobody@example.org", "passwordless@example.org"]) {
      const asOne = () => signIn({ email: one, password: wrong });
      expect((await asOne()).body).toBe(refused.body);
      expect(await countHashes(asOne)).toBe(1);
    }
  });

  test("for an unknown key and for a revoked one", async () => {
    const { id, key } = await company.api.keys.create({ name: "Revoked", role: "admin" });
    await company.api.keys.revoke({ key_id: id });
    const unknown = `clk_${"A".repeat(43)}`;
    for (const one of [key, unknown]) {
      const digest = vi.spyOn(crypto.subtle, "digest");
      expect(await countLookUps(house, [bearer(one)])).toBe(1);
      expect(digest).toHaveBeenCalledOnce();
      digest.mockRestore();
    }
  });
});

const running = new Set<ChildProcess>();
afterAll(() => running.forEach((child) => child.kill("SIGKILL")));

/** A server in its own process with the log level trace, whose output is kept. */
async function startWithTraceLog() {
  const main = fileURLToPath(new URL("../main.ts", import.meta.url));
  const child = spawn(process.execPath, [main], {
    env: {
      ...settings,
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"],
      APP_ENV: "production",
      LOG_LEVEL: "trace",
      PORT: "0",
      SMTP_URL: house.config.SMTP_URL,
    },
  });
  running.add(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk) => (said += chunk));
  const address = await vi.waitFor(() => {
    const [, found] = /"api":"([^"]+)\/api\/v1"/.exec(said) ?? [];
    if (found === undefined) throw new Error(`It is not ready: ${said}`);
    return found;
  }, 600_000);
  const stop = async () => {
    child.kill("SIGTERM");
    await once(child, "close");
    return said;
  };
  return { address, stop };
}

test("neither tables nor log hold a key, password, link or session in clear", async () => {
  const { address, stop } = await startWithTraceLog();
  const secrets = new Map<string, string>();
  const fromHere = { origin: here };
  const keep = (what: string, secret: string) => {
    expect(secret.length).toBeGreaterThan(15);
    secrets.set(what, secret);
    return secret;
  };
  const ask = async (
    path: string,
    headers: Record<string, string> = {},
    body?: object | string,
  ) => {
    const payload = typeof body === "string" ? body : JSON.stringify(body);
    return fetch(address + path, {
      redirect: "manual",
      headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { method: "POST", body: payload }),
    });
  };
  const send = (link: string, typed: Record<string, string> = {}) => {
    const { pathname, searchParams } = new URL(link, here);
    return fetch(address + pathname, {
      method: "POST",
      redirect: "manual",
      headers: fromHere,
      body: new URLSearchParams([...searchParams, ...Object.entries(typed)]),
    });
  };
  /** A link that was not mailed before. */
  const linkTo = (to: string, about: string) =>
    vi.waitFor(async () => {
      const isKnown = (link: string) => [...secrets.values()].some((one) => link.includes(one));
      const letter = (await house.lettersTo(to)).find(
        ({ link }) => link.includes(about) && !isKnown(link),
      );
      if (letter === undefined) throw new Error(`No letter to ${to}`);
      return letter.link.replace(here, "");
    }, 600_000);
  const cookieOf = (answer: Response) =>
    answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";")[0])
      .join("; ");

  // Keys: made, used, put in the wrong places.
  const key = keep("a key", company.keys.admin);
  const keyed = { ...bearer(key), "idempotency-key": "canary" };
  const made = await ask("/api/v1/keys", keyed, { name: "Canary", role: "viewer" });
  const { key: second, id }: Record<"key" | "id", string> = JSON.parse(await made.text());
  keep("a key that was made", second);
  const unknown = keep("an unknown key", `clk_${"canary-".repeat(6)}x`);
  for (const one of [second, unknown]) {
    await ask("/api/v1/me", bearer(one));
    await ask("/trpc/me.get,keys.list?batch=1&input=%7B%7D", bearer(one));
    await ask("/api/v1/artists", bearer(one), `{"name":"${one}`);
    await ask("/api/v1/artists", { cookie: one, ...fromHere }, {});
    await ask("/api/v1/artists", { ...bearer(key), "idempotency-key": one }, { name: "Canary" });
    await ask("/api/v1/me", { authorization: `Basic ${one}` });
    for (const path of [`me?key=${one}`, `artists/${one}`, `artists?q=a&x=${one}`, one, `${one}/%`])
      await ask(`/api/v1/${path}`, bearer(key));
    await ask(`/trpc/${one}?input=${encodeURIComponent(`{"q":"${one}"}`)}`, bearer(key));
  }
  await fetch(`${address}/api/v1/keys/${id}`, { method: "DELETE", headers: bearer(key) });

  // People: invited, a password chosen, signed in, by a link too, the password forgotten.
  const signature = (cookie: string) => decodeURIComponent(cookie).split(".").at(-1) ?? "";
  const host = await house.person("host@example.org", membership);
  keep("an administrator's session", signature(host.cookie));
  const invitee = "canary@example.org";
  const asAdmin = { cookie: host.cookie, ...fromHere };
  const invited = { email: invitee, role: "viewer" };
  expect((await ask("/auth/organization/invite-member", asAdmin, invited)).status).toBe(200);
  const password = keep("a password", "canary correct horse battery");
  const wrong = keep("a password that is wrong", "canary wrong horse battery");
  const credentials = { email: invitee, password };
  const choosing = async (chosen: string) => {
    await ask("/auth/request-password", fromHere, { email: invitee, name: "Canary" });
    const link = await linkTo(invitee, "magic-link/password");
    keep(`a link to choose ${chosen}`, new URL(link, here).searchParams.get("token") ?? "");
    await ask(link);
    await send(link, { password: "short" });
    expect((await send(link, { password: chosen })).status).toBe(303);
  };
  await choosing(password);
  await ask("/auth/sign-in/email", fromHere, { ...credentials, password: wrong });
  await ask("/auth/sign-in/email", fromHere, JSON.stringify(credentials).slice(0, -1));
  const signedIn = await ask("/auth/sign-in/email", fromHere, credentials);
  expect(signedIn.status).toBe(200);
  const cookie = cookieOf(signedIn);
  keep("a session", signature(cookie));
  await ask("/api/v1/me", { cookie });
  await ask("/auth/get-session", { cookie });

  await ask("/auth/sign-in/magic-link", fromHere, { email: invitee });
  const signIn = await linkTo(invitee, "magic-link/verify");
  keep("a link that signs in", new URL(signIn, here).searchParams.get("token") ?? "");
  for (const path of [signIn, signIn.replace("?", "/?"), signIn.replace("/auth", "/auth/")])
    await ask(path);
  for (const path of [signIn, signIn]) await send(path);
  await choosing(keep("a new password", "canary another horse battery"));
  keep("our own secret", settings.AUTH_SECRET);

  const said = await stop();
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public'`.execute(db);
  const dump = await Promise.all(
    tables.map(({ name }) => sql`select * from ${sql.table(name)}`.execute(db)),
  );
  const found = [...secrets].flatMap(([what, secret]) => {
    const spellings = [secret, encodeURIComponent(secret), btoa(secret)];
    const isIn = (text: string) => spellings.some((spelling) => text.includes(spelling));
    return [
      isIn(said) ? `${what}, in the log` : [],
      isIn(JSON.stringify(dump)) ? `${what}, in a table` : [],
    ].flat();
  });
  expect(found).toEqual([]);
  expect(said).toContain('"msg":"request completed"');
  expect(JSON.stringify(dump)).toContain(invitee);
});

test("a mailed link does not reach the log, however its path is spelled", async () => {
  const { address, stop } = await startWithTraceLog();
  // A request may name the server too (RFC 9112, 3.2.2).
  for (const start of ["http://planning.example.org/auth", "//auth", "/%61uth", "/Auth"]) {
    const path = `${start}/magic-link/verify?token=canary-in-a-link`;
    const headers = { host: new URL(here).host };
    const asked = request({ port: new URL(address).port, path, headers }).end();
    const [answer]: IncomingMessage[] = await once(asked, "response");
    answer?.resume();
  }
  expect(await stop()).not.toContain("canary-in-a-link");
});
