import { randomUUID } from "node:crypto";
import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { open } from "./database.ts";
import { migrate, migrationsDirectory } from "./migrate.ts";
import { createTestDatabase } from "./testing.ts";

const database = await open(await createTestDatabase());
const { db } = database;
const earlier = await mkdtemp(join(tmpdir(), "migrations-"));
afterAll(async () => {
  await database.close();
  await rm(earlier, { recursive: true });
});

test("the migration removes passwords and sessions of unconfirmed addresses", async () => {
  for (const name of await readdir(migrationsDirectory))
    if (name < "0015") await copyFile(new URL(name, migrationsDirectory), join(earlier, name));
  await sql`drop schema public cascade; create schema public`.execute(db);
  await migrate(db, { directory: pathToFileURL(`${earlier}/`) });
  const organisation = "00000000-0000-4000-8000-000000000001";
  const [claimed, member, proven] = [randomUUID(), randomUUID(), randomUUID()];
  await sql`
    with person as (
      insert into users (id, name, email, email_verified) values
        (${claimed}, 'Claimed', 'claimed@example.org', false),
        (${member}, 'Member', 'member@example.org', false),
        (${proven}, 'Proven', 'proven@example.org', true)
      returning id
    ), password as (
      insert into accounts (id, user_id, provider_id, account_id, password)
      select id, id, 'credential', id, 'hash' from person
    )
    insert into sessions (id, user_id, token, expires_at)
    select id, id, id, '2100-01-01' from person`.execute(db);
  await sql`
    insert into members (organisation_id, id, user_id, role)
    values (${organisation}, ${member}, ${member}, 'admin')`.execute(db);

  expect(await migrate(db)).toContain("0015_accounts");
  const { rows } = await sql`
    select email,
      exists (select from accounts where user_id = users.id) as has_password,
      exists (select from sessions where user_id = users.id) as has_session
    from users order by email`.execute(db);
  expect(rows).toEqual([
    { email: "member@example.org", has_password: false, has_session: false },
    { email: "proven@example.org", has_password: true, has_session: true },
  ]);
  const unproven = sql`
    insert into users (id, name, email, email_verified)
    values (${claimed}, 'Claimed', 'claimed@example.org', false)`.execute(db);
  await expect(unproven).rejects.toThrow("users_email_verified_check");
});
