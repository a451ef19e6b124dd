import { execFile, spawn } from "node:child_process";
import { chown, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { open } from "@coulisses/database";
import { migrate } from "@coulisses/database/migrate";
import { freePort } from "@coulisses/database/server";
import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { Api } from "./api.ts";
import { isRoot, Postgres, postgresUser } from "./postgres.ts";
import { expectNothingLost, report } from "./verdict.ts";
import { Ledger, startWriters } from "./writers.ts";

/** `1.24.1`; undefined if it is not installed. PGBOUNCER names another binary than Debian's. */
const program = process.env["PGBOUNCER"] ?? "pgbouncer";
const version = await versionOf();
const [major = 0, minor = 0] = version?.split(".").map(Number) ?? [];
/** Statements prepared by name are known from then on. */
const knowsNames = major > 1 || (major === 1 && minor >= 21);

async function versionOf(): Promise<string | undefined> {
  const [said] = await Promise.allSettled([promisify(execFile)(program, ["--version"])]);
  return said.status === "fulfilled" ? /PgBouncer (\S+)/.exec(said.value.stdout)?.[1] : undefined;
}

const directory = await mkdtemp(join(tmpdir(), "faults-pooler-"));
afterAll(() => rm(directory, { recursive: true }));

/** Starts PgBouncer with the configuration of docs/operations.md. @returns its port */
async function startPooler(
  postgres: Postgres,
  change: (configuration: string) => string = (same) => same,
): Promise<number> {
  const docs = await readFile(new URL("../../../docs/operations.md", import.meta.url), "utf8");
  const [, documented = ""] = /```ini\n(\[databases\].*?)```/s.exec(docs) ?? [];
  const port = await freePort();
  const users = join(directory, "userlist.txt");
  await writeFile(users, '"postgres" "postgres"\n');
  const configuration = change(documented)
    .replace("planning = ", "postgres = ")
    .replace("port=5432 dbname=planning", `port=${postgres.port} dbname=postgres`)
    .replace("listen_port = 6432", `listen_port = ${port}\nunix_socket_dir =`)
    .replace("/etc/pgbouncer/userlist.txt", users);
  const file = join(directory, `pgbouncer-${port}.ini`);
  // PgBouncer 1.18 refuses a setting that it does not know.
  await writeFile(file, knowsNames ? configuration : configuration.replace(/max_prepared.*\n/, ""));
  const user = isRoot ? await postgresUser() : undefined;
  if (user) for (const path of [directory, users, file]) await chown(path, user.uid, user.gid);
  const child = spawn(program, [file], { ...user, stdio: "ignore" });
  afterAll(() => void child.kill("SIGKILL"));
  await setTimeout(500);
  return port;
}

test.skipIf(version === undefined)(
  `behind PgBouncer ${version} without its role the server does not start (needs pgbouncer)`,
  async () => {
    const postgres = await Postgres.create();
    afterAll(() => postgres.remove());
    const owner = await open(postgres.url());
    await migrate(owner.db);
    await owner.close();
    const port = await startPooler(postgres, (text) => text.replace(/ connect_query='[^']*'/, ""));
    await expect(Api.start({ DATABASE_URL: postgres.url(port) })).rejects.toThrow(
      "could rewrite the record of changes: let it act as coulisses_app. With PgBouncer, set connect_query='set role coulisses_app'",
    );
  },
);

test.skipIf(!knowsNames)(
  `behind PgBouncer ${version} in transaction mode nothing is lost (needs PgBouncer 1.21)`,
  async () => {
    const postgres = await Postgres.create();
    afterAll(() => postgres.remove());
    const owner = await open(postgres.url());
    await migrate(owner.db);
    const port = await startPooler(postgres);
    const ledger = new Ledger();
    const api = await Api.start({ DATABASE_URL: postgres.url(port) });
    const load = startWriters(ledger, () => api.url);
    for (let ended = 0; ended < 10; ended += 1) {
      while (ledger.acknowledged.size < (ended + 1) * 30) await setTimeout(10);
      await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid() limit 1`.execute(owner.db);
      ledger.fault();
      while (ledger.isRecovering) await setTimeout(5);
    }
    const { rows } = await sql`
      select distinct usename as "user" from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(owner.db);
    report(`PgBouncer ${version}`, { "logged in as": rows });
    await load.stop();
    expect(await api.stop()).toBe(0);
    await owner.close();
    await expectNothingLost(`PgBouncer ${version}, connections ended`, postgres.url(), ledger);
  },
);

test.skipIf(version === undefined)(
  `behind PgBouncer ${version} a board hears of changes of other processes (needs pgbouncer)`,
  async () => {
    const postgres = await Postgres.create();
    afterAll(() => postgres.remove());
    const owner = await open(postgres.url());
    await migrate(owner.db);
    await owner.close();
    // What is said of a pooler holds for both modes; an old one prepares statements in one of them only.
    const mode = knowsNames ? "transaction" : "session\nserver_reset_query = deallocate all";
    const port = await startPooler(postgres, (text) => text.replace("= transaction", `= ${mode}`));
    const DATABASE_URL = postgres.url(port);
    const settings = { DATABASE_URL, LOG_LEVEL: "warn" };
    const [api, other] = [await Api.start(settings), await Api.start(settings)];
    const response = await fetch(`${api.url}/trpc/changes.watch`);
    const stream = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let told = "";
    const until = async (text: string) => {
      while (!told.includes(text)) told += (await stream?.read())?.value ?? "";
    };
    await until('"ready"');
    const created = await fetch(`${other.url}/api/v1/artists`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "Hélène" }),
    });
    expect(created.status).toBe(201);
    await until('"noun":"artist"');
    await stream?.cancel();
    expect(api.log).toContain("changes of other processes are polled");
    expect(await Promise.all([api.stop(), other.stop()])).toEqual([0, 0]);
  },
);
