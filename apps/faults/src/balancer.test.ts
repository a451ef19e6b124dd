import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { freePort } from "@coulisses/database/server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Api } from "./api.ts";
import { Postgres } from "./postgres.ts";
import { times } from "./random.ts";
import { expectNothingLost, report } from "./verdict.ts";
import { Ledger, startWriters } from "./writers.ts";

const hasHaproxy = await isInstalled("haproxy");
const hasRedis = await isInstalled("redis-server");

async function isInstalled(program: string): Promise<boolean> {
  const [looked] = await Promise.allSettled([promisify(execFile)("which", [program])]);
  return looked.status === "fulfilled";
}

const directory = await mkdtemp(join(tmpdir(), "faults-balancer-"));
const started: ChildProcess[] = [];
afterAll(async () => {
  for (const child of started) child.kill();
  await rm(directory, { recursive: true });
});

function start(program: string, args: string[]): ChildProcess {
  const child = spawn(program, args, { stdio: "ignore" });
  started.push(child);
  return child;
}

/** Two servers on one database behind a balancer, as docs/operations.md sets it up. */
class Installation {
  readonly url: string;
  readonly servers: Server[];

  private constructor(url: string, servers: Server[]) {
    this.url = url;
    this.servers = servers;
  }

  static async start(settings: Record<string, string>): Promise<Installation> {
    const port = await freePort();
    const ports = [await freePort(), await freePort()];
    // At the same moment, on an empty database: each migration runs once.
    const servers = await Promise.all(
      ports.map(async (adminPort) => {
        const own = { ADMIN_PORT: String(adminPort), DRAIN_SECONDS: "3", TRUST_PROXY: "loopback" };
        const api = await Api.start({
          ...settings,
          ...own,
          PUBLIC_URL: `http://127.0.0.1:${port}`,
        });
        return { api, adminPort };
      }),
    );
    await balance(port, servers);
    return new Installation(`http://127.0.0.1:${port}`, servers);
  }

  async stop(): Promise<void> {
    for (const { api } of this.servers)
      if ((await api.stop()) !== 0) throw new Error(`A server did not end well: ${api.log}`);
  }
}

interface Server {
  api: Api;
  adminPort: number;
}

/** Starts HAProxy with the configuration of docs/operations.md, on other ports. */
async function balance(port: number, servers: Server[]): Promise<void> {
  const docs = await readFile(new URL("../../../docs/operations.md", import.meta.url), "utf8");
  const [, documented = ""] = /```haproxy\n(.*?)```/s.exec(docs) ?? [];
  const [a, b] = servers;
  const configuration = documented
    .replace("127.0.0.1:8080", `127.0.0.1:${port}`)
    .replace("127.0.0.1:8001 port 9001", `127.0.0.1:${a?.api.port} port ${a?.adminPort}`)
    .replace("127.0.0.1:8002 port 9002", `127.0.0.1:${b?.api.port} port ${b?.adminPort}`);
  const file = join(directory, `haproxy-${port}.cfg`);
  await writeFile(file, configuration);
  start("haproxy", ["-db", "-f", file]);
  while (!(await isHealthy(`http://127.0.0.1:${port}`))) await setTimeout(50);
}

async function isHealthy(url: string): Promise<boolean> {
  const [answer] = await Promise.allSettled([fetch(`${url}/api/v1/health`)]);
  if (answer.status === "rejected") return false;
  await answer.value.arrayBuffer();
  return answer.value.ok;
}

/** Runs a command of `pnpm admin`. @returns what it prints */
async function admin(settings: Record<string, string>, ...args: string[]): Promise<string> {
  const program = fileURLToPath(import.meta.resolve("@coulisses/server/cli/admin"));
  const env = { ...process.env, ...settings };
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], { env });
  return stdout.trim();
}

/** Sends a request from another loopback address, as from another machine. */
async function ask(
  url: string,
  { from = "127.0.0.1", body, headers = {} }: { from?: string; body?: object; headers?: object },
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }> {
  const sent = request(url, {
    method: body ? "POST" : "GET",
    localAddress: from,
    agent: false,
    headers: { ...(body && { "content-type": "application/json" }), ...headers },
  });
  sent.end(body && JSON.stringify(body));
  const [answer] = await once(sent, "response");
  return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
}

describe.skipIf(!hasHaproxy)("two servers behind a balancer (needs haproxy)", async () => {
  const guarded = { AUTH: "required", AUTH_SECRET: "a secret that both of the servers know" };
  const postgres = await Postgres.create();
  afterAll(() => postgres.remove());
  const settings = { DATABASE_URL: postgres.url(), ...guarded };
  let both: Installation;
  beforeAll(async () => {
    both = await Installation.start({ ...settings, RATE_LIMIT: "0" });
  });
  afterAll(() => both.stop());

  test("know of a revoked key within seconds", async () => {
    const key = await admin(settings, "key", "create", "--role", "viewer", "--name", "Screen");
    const headers = { authorization: `Bearer ${key}` };
    const statusAt = async ({ api }: Server) =>
      (await ask(`${api.url}/api/v1/me`, { headers })).status;
    expect(await Promise.all(both.servers.map(statusAt))).toEqual([200, 200]);
    const [id = ""] = /\S+/.exec(await admin(settings, "key", "list")) ?? [];
    await admin(settings, "key", "revoke", "--id", id);
    for (const server of both.servers)
      while ((await statusAt(server)) !== 401) await setTimeout(100);
    expect(await Promise.all(both.servers.map(statusAt))).toEqual([401, 401]);
  });

  test("know of a session that was signed out within seconds", async () => {
    const said = await admin(settings, "bootstrap", "--email", "admin@example.org");
    const link = new URL(/https?:\S+/.exec(said)?.[0].replace(/^https?:\/\/[^/]+/, both.url) ?? "");
    const origin = both.url;
    const answer = await fetch(both.url + link.pathname, {
      method: "POST",
      redirect: "manual",
      headers: { origin, "content-type": "application/x-www-form-urlencoded" },
      body: link.searchParams.toString(),
    });
    const cookie = answer.headers
      .getSetCookie()
      .map((set) => set.split(";")[0])
      .join("; ");
    const headers = { cookie, origin };
    const statusAt = async ({ api }: Server) =>
      (await ask(`${api.url}/api/v1/me`, { headers })).status;
    expect(await Promise.all(both.servers.map(statusAt))).toEqual([200, 200]);
    expect((await ask(`${both.url}/auth/sign-out`, { body: {}, headers })).status).toBe(200);
    for (const server of both.servers)
      while ((await statusAt(server)) !== 401) await setTimeout(100);
    expect(await Promise.all(both.servers.map(statusAt))).toEqual([401, 401]);
  });

  test("fail no request during a rolling restart", async () => {
    const key = await admin(settings, "key", "create", "--role", "planner", "--name", "Loader");
    const ledger = new Ledger();
    const load = startWriters(ledger, () => both.url, { authorization: `Bearer ${key}` });
    for (let round = 0; round < times(2); round += 1)
      for (const { api } of both.servers) {
        await setTimeout(500);
        expect(await api.stop()).toBe(0);
        await api.start();
        // Until the balancer has seen it.
        await setTimeout(2500);
        ledger.fault();
      }
    await load.stop();
    await expectNothingLost("rolling restart behind HAProxy", postgres.url(), ledger);
    expect(new Set(ledger.answers.keys())).toEqual(new Set([200, 201]));
  });
});

describe.skipIf(!hasHaproxy)("sign-in attempts behind a balancer (needs haproxy)", async () => {
  const postgres = await Postgres.create();
  afterAll(() => postgres.remove());
  const guarded = { AUTH: "required", AUTH_SECRET: "a secret that both of the servers know" };

  /** The number of 24 links, each for another person, that are sent to callers at these addresses. */
  async function sent(installation: Installation, addresses: string[]): Promise<number> {
    let count = 0;
    for (let link = 0; link < 24; link += 1) {
      const { status } = await ask(`${installation.url}/auth/sign-in/magic-link`, {
        from: addresses[link % addresses.length] ?? "127.0.0.1",
        body: { email: `${crypto.randomUUID()}@example.org` },
        headers: { origin: installation.url },
      });
      if (status === 200) count += 1;
      else if (status !== 429) throw new Error(`The answer was ${status}`);
    }
    return count;
  }

  const settings = { DATABASE_URL: postgres.url(), ...guarded, APP_ENV: "test" };

  test("are counted by the caller's own address", async () => {
    const both = await Installation.start(settings);
    expect(await sent(both, ["127.0.0.2", "127.0.0.3", "127.0.0.4"])).toBe(24);
    // Ten at each of two servers that count for themselves.
    const alone = await sent(both, ["127.0.0.5"]);
    report("links for one address of 24, without Redis", { sent: alone });
    expect(alone).toBeGreaterThanOrEqual(10);
    expect(alone).toBeLessThanOrEqual(20);
    await both.stop();
  });

  test.skipIf(!hasRedis)("are counted together in Redis (needs redis-server)", async () => {
    const port = await freePort();
    start("redis-server", ["--port", String(port), "--save", "", "--dir", directory]);
    const both = await Installation.start({ ...settings, REDIS_URL: `redis://127.0.0.1:${port}` });
    const alone = await sent(both, ["127.0.0.6"]);
    report("links for one address of 24, with Redis", { sent: alone });
    expect(alone).toBe(10);
    expect(await sent(both, ["127.0.0.7", "127.0.0.8", "127.0.0.9"])).toBe(24);
    await both.stop();
  });
});
