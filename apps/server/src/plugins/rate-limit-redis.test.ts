import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "@coulisses/database/server";
import type { FastifyInstance } from "fastify";
import { afterAll, afterEach, describe, expect, onTestFinished, test } from "vitest";
import { artists, get, limitedApp, many, statuses } from "./rate-limit.factory.ts";

async function limited(options: Parameters<typeof limitedApp>[0]): Promise<FastifyInstance> {
  const app = await limitedApp(options);
  onTestFinished(() => app.close());
  return app;
}

describe("with Redis", () => {
  test("out of reach, requests are answered uncounted, which is logged once", async () => {
    const lines: string[] = [];
    const REDIS_URL = `redis://:hidden@127.0.0.1:${await freePort()}`;
    const app = await limited({
      settings: { RATE_LIMIT: "1", REDIS_URL },
      onLog: (line) => lines.push(line),
    });
    expect(await statuses(5, () => get(app))).toEqual(many(5, 200));
    expect((await get(app, { url: "/api/v1/export" })).statusCode).toBe(200);
    expect((await get(app)).headers).not.toHaveProperty("ratelimit-limit");
    expect(lines).toEqual([expect.stringContaining("requests are not counted")]);
    expect(lines[0]).toContain("ECONNREFUSED");
    expect(lines[0]).not.toContain("hidden");
  });

  const isInstalled = spawnSync("redis-server", ["--version"]).error === undefined;

  describe.skipIf(!isInstalled)("(skipped where there is no redis-server on the PATH)", () => {
    const running = new Set<ChildProcess>();
    const directories: string[] = [];
    afterEach(() => {
      for (const child of running) child.kill("SIGKILL");
      running.clear();
    });
    afterAll(async () => {
      for (const directory of directories) await rm(directory, { recursive: true });
    });

    async function startRedis(port: number): Promise<ChildProcess> {
      const directory = await mkdtemp(join(tmpdir(), "redis-"));
      directories.push(directory);
      const place = ["--bind", "127.0.0.1", "--port", String(port), "--dir", directory];
      const child = spawn("redis-server", [...place, "--save", "", "--requirepass", "secret"]);
      running.add(child);
      for await (const line of child.stdout) if (/Ready to accept/.test(line)) break;
      return child;
    }

    /** A process of its own that answers, and its address. */
    async function startServer(REDIS_URL: string): Promise<string> {
      const program = `
        import { limitedApp } from ${JSON.stringify(new URL("rate-limit.factory.ts", import.meta.url))};
        const app = await limitedApp({ settings: { RATE_LIMIT: "5", REDIS_URL: "${REDIS_URL}" } });
        process.send(await app.listen({ host: "127.0.0.1", port: 0 }));`;
      const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
        stdio: ["ignore", "inherit", "inherit", "ipc"],
      });
      running.add(child);
      const [address] = await once(child, "message");
      return String(address);
    }

    test("two processes share one budget", async () => {
      const port = await freePort();
      await startRedis(port);
      const url = `redis://:secret@127.0.0.1:${port}`;
      const servers = await Promise.all([startServer(url), startServer(url)]);
      const ask = async (path: string, authorization: string, index: number) => {
        const { status, headers } = await fetch(`${servers[index % 2]}${path}`, {
          headers: { authorization },
        });
        return { statusCode: status, left: headers.get("ratelimit-remaining") };
      };
      const asked: (string | null)[] = [];
      for (let index = 0; index < 5; index += 1)
        asked.push((await ask(artists, "key:1", index)).left);
      expect(asked).toEqual(["4", "3", "2", "1", "0"]);
      expect(await statuses(2, (index) => ask(artists, "key:1", index))).toEqual([429, 429]);
      const batch = "/trpc/artists.list,artists.get,artists.list?batch=1";
      expect(await statuses(2, (index) => ask(batch, "key:2", index))).toEqual([200, 429]);
      const atOnce = Array.from({ length: 20 }, (_, index) => ask(artists, "key:3", index));
      const answered = (await Promise.all(atOnce)).filter(({ statusCode }) => statusCode === 200);
      expect(answered).toHaveLength(5);
    });

    test("a large answer uses up the budget", async () => {
      const port = await freePort();
      await startRedis(port);
      const app = await limited({
        settings: { RATE_LIMIT: "5", REDIS_URL: `redis://:secret@127.0.0.1:${port}` },
      });
      const urls = ["/api/v1/export", artists, artists];
      const asked = await statuses(3, (index) => get(app, { url: urls[index] ?? "" }));
      expect(asked).toEqual([200, 200, 429]);
    });

    test("hanging or stopped, requests are answered, and counted once it is back", async () => {
      const port = await freePort();
      const redis = await startRedis(port);
      const lines: string[] = [];
      const app = await limited({
        settings: { RATE_LIMIT: "2", REDIS_URL: `redis://:secret@127.0.0.1:${port}` },
        onLog: (line) => lines.push(line),
      });
      expect(await statuses(3, () => get(app))).toEqual([200, 200, 429]);
      redis.kill("SIGSTOP");
      expect(await statuses(3, () => get(app))).toEqual([200, 200, 200]);
      redis.kill("SIGKILL");
      await once(redis, "exit");
      expect(await statuses(3, () => get(app))).toEqual([200, 200, 200]);
      await startRedis(port);
      await expect.poll(async () => (await get(app)).statusCode).toBe(429);
      expect(lines).toHaveLength(1);
    });
  });
});
