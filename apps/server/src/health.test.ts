import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { createCompany, guarded, openAsOwner, testApp } from "./factory.ts";

const batch = "/trpc/health.get,health.get?batch=1&input=%7B%7D";
const urls = ["/api/v1/health", "/trpc/health.get", batch];

describe.each([{ AUTH: "open" }, guarded])("health, $AUTH", async (settings) => {
  const { app, databaseUrl } = await testApp(settings);
  const db = await openAsOwner(databaseUrl);
  const company = await createCompany(db, "Théâtre du Pont");
  const credentials = [
    {},
    { authorization: `Bearer ${company.keys.viewer}` },
    { authorization: "Bearer clk_unknown" },
    { cookie: "__Secure-coulisses.session_token=x.y" },
  ];
  const statuses = async () => {
    const asked = urls.flatMap((url) => credentials.map((headers) => app.inject({ url, headers })));
    return new Set((await Promise.all(asked)).map(({ statusCode }) => statusCode));
  };

  test("answers while every table that identifies callers is locked", async () => {
    await db.transaction().execute(async (trx) => {
      await sql`lock table organisations, keys, members, sessions, users`.execute(trx);
      expect(await statuses()).toEqual(new Set([200]));
    });
  });

  test("answers while the database is unreachable", async () => {
    const maintenance = await openAsOwner(new URL("/postgres", databaseUrl).href);
    const name = new URL(databaseUrl).pathname.slice(1);
    await sql`alter database ${sql.id(name)} allow_connections off`.execute(maintenance);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = ${name}`.execute(
      maintenance,
    );
    expect(await statuses()).toEqual(new Set([200]));
  });
});

test("health in a batch waits for the other calls, and does not let them in", async () => {
  const { app } = await testApp(guarded);
  const answer = await app.inject("/trpc/health.get,artists.list?batch=1&input=%7B%7D");
  expect(answer.json()).toMatchObject([
    { result: { data: { status: "ok" } } },
    { error: { data: { httpStatus: 401 } } },
  ]);
});
