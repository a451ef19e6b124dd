import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath, pathToFileURL } from "node:url";
import { open } from "@coulisses/database";
import { createTestDatabase } from "@coulisses/database/testing";
import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";

const { default: workspace } = await import("../../../package.json", { with: { type: "json" } });

type Program = "main" | "../../demo/src/main" | "cli/migrate";

const server = await createTestDatabase();
const directory = await mkdtemp(join(tmpdir(), "process-"));
const { href: file } = pathToFileURL(directory);
const running = new Set<ChildProcess>();

afterAll(async () => {
  for (const child of running) child.kill("SIGKILL");
  await rm(directory, { recursive: true });
});

function run(program: Program, settings: Record<string, string>, args: string[] = []) {
  const path = fileURLToPath(new URL(`${program}.ts`, import.meta.url));
  const child = spawn(process.execPath, [path, ...args], {
    env: {
      NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"],
      PORT: "0",
      LOG_LEVEL: "silent",
      ...settings,
    },
  });
  running.add(child);
  const ended = once(child, "exit").then(([code]: unknown[]) => code);
  return { child, ended, errors: text(child.stderr) };
}

/** Starts a program and waits for the end of its banner. */
async function start(settings: Record<string, string>, program: Program = "main") {
  const { child, ended, errors } = run(program, settings);
  let said = "";
  const isReady = () =>
    /Database .*\n|"ready"/.test(said) && (program === "main" || said.includes("-d '"));
  await new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      said += chunk;
      if (isReady()) resolve();
    });
    child.once("exit", () => void errors.then((reason) => reject(new Error(reason))));
  });
  const stop = (signal: NodeJS.Signals = "SIGTERM") => {
    child.kill(signal);
    return ended;
  };
  return { said: () => said, stop, url: /(?:REST API +|"api":")([^\s"]+)/.exec(said)?.[1] ?? "" };
}

describe("a started server", () => {
  test("prints the addresses of the API, the docs, tRPC and the database", async () => {
    const { said, stop } = await start({ DATABASE_URL: server });
    const [, address] = /REST API +(\S+)\/api\/v1\n/.exec(said()) ?? [];
    expect(said()).toContain(`Docs       ${address}/docs\n`);
    expect(said()).toContain(`tRPC       ${address}/trpc\n`);
    expect(said()).toMatch(/Database {3}PostgreSQL at 127\.0\.0\.1:\d+\/test_/);
    expect(said()).not.toContain("postgres:postgres");
    expect((await fetch(`${address}/docs/`)).status).toBe(200);
    expect(await stop()).toBe(0);
  });

  test("keeps the rows of the embedded database over a restart", async () => {
    const first = await start({ DATABASE_URL: file });
    expect(first.said()).toMatch(/^Preparing the database…\n\nCoulisses is ready\.\n/);
    const created = await fetch(`${first.url}/artists`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: "Hélène" }),
    });
    const artist = await created.json();
    expect(await first.stop("SIGINT")).toBe(0);
    const second = await start({ DATABASE_URL: file });
    expect(second.said()).toMatch(/^\nCoulisses is ready\.\n/);
    expect(await (await fetch(`${second.url}/artists`)).json()).toEqual([artist]);

    const third = run("main", { DATABASE_URL: file });
    expect(await third.ended).toBe(1);
    expect(await third.errors).toBe(
      `The database in ${directory} is in use by another process. Stop that one first, or set DATABASE_URL to another directory or to a PostgreSQL server.\n`,
    );
    expect((await fetch(`${second.url}/artists`)).status).toBe(200);
    expect(await second.stop()).toBe(0);
  });

  test("answers requests in flight before it stops", async () => {
    const { url, stop } = await start({ DATABASE_URL: server });
    const other = await open(server);
    const { answer, ended } = await other.db.transaction().execute(async (trx) => {
      await sql`lock table artists in access exclusive mode`.execute(trx);
      const pending = fetch(`${url}/artists`);
      const isWaiting = sql`
        select 1 from pg_locks join pg_database on pg_database.oid = database
        where not granted and datname = current_database()`;
      while ((await isWaiting.execute(trx)).rows.length === 0);
      const stopping = stop();
      await expect(
        Promise.race([stopping, sql`select pg_sleep(0.3)`.execute(trx)]),
      ).resolves.toEqual(expect.objectContaining({ rows: expect.anything() }));
      return { answer: pending, ended: stopping };
    });
    expect((await answer).status).toBe(200);
    expect(await ended).toBe(0);
    await other.close();
  });

  test("logs JSON in production, with the request id that the answer carries", async () => {
    const settings = { APP_ENV: "production", LOG_LEVEL: "info" };
    const { url, stop, said } = await start({ DATABASE_URL: server, ...settings });
    const answer = await fetch(`${url}/health`, { headers: { "x-request-id": "trace-7" } });
    expect(answer.headers.get("x-request-id")).toBe("trace-7");
    await stop();
    const lines = said().trim().split("\n");
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ msg: "ready", api: url, database: expect.anything() }),
        expect.objectContaining({ reqId: "trace-7", msg: "request completed" }),
      ]),
    );
  });
});

describe("a server that cannot start", () => {
  test.each([
    { settings: { PORT: "http" }, says: "PORT must be a port, 0 to 65535.\n" },
    { settings: { TIME_ZONE: "Paris" }, says: "TIME_ZONE must be the IANA name of a time zone" },
    { settings: { DATABASE_URL: "postgres://u:secret@127.0.0.1:1/d" }, says: "ECONNREFUSED" },
  ])("says why and exits with 1: $settings", async ({ settings, says }) => {
    const { ended, errors } = run("main", settings);
    expect(await ended).toBe(1);
    expect(await errors).toContain(says);
    expect(await errors).not.toMatch(/secret|at .+\.ts/);
  });

  test("names the port that is taken", async () => {
    const { url, stop } = await start({ DATABASE_URL: server });
    const { ended, errors } = run("main", { DATABASE_URL: server, PORT: new URL(url).port });
    expect(await ended).toBe(1);
    expect(await errors).toMatch(
      /^Cannot listen on port \d+ of 127\.0\.0\.1: another program does\. Stop it, or set PORT to another port\.\n$/,
    );
    await stop();
  });
});

describe("a start without an installation", async () => {
  const check = await readFile(new URL("check-installation.cjs", import.meta.url), "utf8");
  const old = "Object.defineProperty(process, 'versions', { value: { node: '20.20.2' } })";
  /** Puts the script at its place in a checkout, with dependencies beside it or not. */
  const checkIn = async (folder: string, { isInstalled = false, first = "" } = {}) => {
    const root = join(directory, folder);
    const script = join(root, "apps/server/src/check-installation.cjs");
    await mkdir(dirname(script), { recursive: true });
    await writeFile(script, `${first};${check}`);
    if (isInstalled) await mkdir(join(root, "node_modules"));
    if (isInstalled) await writeFile(join(root, "node_modules/.modules.yaml"), "");
    const child = spawn(process.execPath, ["-r", script, "-e", "console.log('started')"]);
    const ended = once(child, "exit");
    const said = await Promise.all([text(child.stdout), text(child.stderr)]);
    const [code]: unknown[] = await ended;
    return { code, said: said.join("") };
  };

  test("says in a line what to run", async () => {
    for (const first of ["", old])
      expect(await checkIn("missing", { first })).toEqual({
        code: 1,
        said: "The dependencies are not installed. Run: npx pnpm@12 install. It brings Node 26 too.\n",
      });
    expect(await checkIn("failed", { isInstalled: true, first: old })).toEqual({
      code: 1,
      said: "This is Node 20.20.2, and Node 26 is not installed. Delete node_modules, and run: npx pnpm@12 install.\n",
    });
    expect(await checkIn("whole", { isInstalled: true })).toEqual({ code: 0, said: "started\n" });
  });

  test("is checked for by each script that starts a program of the server", () => {
    const programs = Object.values(workspace.scripts).filter((one) => one.includes("server/src"));
    expect(programs).toHaveLength(5);
    for (const program of programs)
      expect(program).toContain(" -r ./apps/server/src/check-installation.cjs ");
  });
});

describe("migrations", () => {
  test("run once when two servers start on an empty database at the same moment", async () => {
    const empty = await createTestDatabase();
    const database = await open(empty);
    await sql.raw("drop schema public cascade; create schema public").execute(database.db);
    const both = await Promise.all([
      start({ DATABASE_URL: empty }),
      start({ DATABASE_URL: empty }),
    ]);
    for (const { stop } of both) expect(await stop()).toBe(0);
    const { rows } = await sql`select name from migrations order by name`.execute(database.db);
    expect(rows[0]).toEqual({ name: "0001_organisations" });
    await database.close();
  });

  test("are run and listed by a command", async () => {
    const output = async (...args: string[]) => {
      const { child, ended } = run("cli/migrate", { DATABASE_URL: server }, args);
      const said = await text(child.stdout);
      return { said, code: await ended };
    };
    expect(await output()).toMatchObject({ said: expect.stringContaining("Up to date."), code: 0 });
    expect((await output("status")).said).toContain("applied  0001_organisations\n");
    const { ended, errors } = run("cli/migrate", { DATABASE_URL: server }, ["down"]);
    expect(await ended).toBe(1);
    expect(await errors).toBe("Usage: pnpm migrate [up | status]\n");
  });
});

test("the demo loads a festival, and the six commands that it prints work", async () => {
  const { said, stop } = await start({}, "../../demo/src/main");
  const commands = [...said().matchAll(/curl '([^']+)'(?: .* -d '([^']+)')?/g)];
  expect(commands).toHaveLength(6);
  for (const [, url = "", body] of commands) {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(url, body === undefined ? {} : { method: "POST", headers, body });
    expect(answer.ok).toBe(true);
    expect(JSON.stringify(await answer.json()).length).toBeGreaterThan(100);
  }
  expect(await stop()).toBe(0);
});
