import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { sql } from "kysely";
import { afterAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { openAsOwner, testApp } from "../factory.ts";
import { listening, portOf } from "../auth/factory.ts";

const programs = ["prometheus", "promtool"];
const isInstalled = programs.every((name) => spawnSync(name, ["--version"]).status === 0);

const docs = new URL("../../../../docs/operations/", import.meta.url);
const run = promisify(execFile);
const promtool = (...args: string[]) => run("promtool", args, { cwd: fileURLToPath(docs) });

const Dashboard = z.object({
  title: z.string(),
  panels: z.array(
    z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).min(1) }),
  ),
});

const Rules = z.object({
  data: z.object({
    groups: z.array(
      z.object({ rules: z.array(z.object({ name: z.string(), query: z.string() })) }),
    ),
  }),
});

const Answer = z.object({
  status: z.string(),
  error: z.string().optional(),
  data: z.object({ result: z.array(z.unknown()) }).optional(),
});

/** Starts a Prometheus that scrapes one operations listener, with our alerts; returns its API. */
async function startPrometheus(target: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "prometheus-"));
  const { host } = new URL(target);
  const config = {
    global: { scrape_interval: "200ms", evaluation_interval: "1s" },
    rule_files: [fileURLToPath(new URL("alerts.yml", docs))],
    scrape_configs: [{ job_name: "coulisses", static_configs: [{ targets: [host] }] }],
  };
  // JSON is YAML.
  await writeFile(join(directory, "prometheus.yml"), JSON.stringify(config));
  const free = createServer();
  await listening(free);
  const address = `127.0.0.1:${portOf(free)}`;
  free.close();
  const child: ChildProcess = spawn(
    "prometheus",
    [
      `--config.file=${join(directory, "prometheus.yml")}`,
      `--storage.tsdb.path=${join(directory, "data")}`,
      `--web.listen-address=${address}`,
    ],
    { stdio: "ignore" },
  );
  afterAll(async () => {
    const ended = new Promise((resolve) => {
      child.once("exit", resolve);
    });
    child.kill("SIGKILL");
    await ended;
    await rm(directory, { recursive: true });
  });
  return `http://${address}/api/v1`;
}

describe.skipIf(!isInstalled)("Prometheus (apt-get install prometheus)", () => {
  test("accepts the alert rules, which fire when they should and only then", async () => {
    expect((await promtool("check", "rules", "alerts.yml")).stdout).toContain("6 rules found");
    expect((await promtool("test", "rules", "alerts.test.yml")).stdout).toContain("SUCCESS");
  });

  test("finds data for every query of the dashboard and of the alerts on a real server", async () => {
    const { app, databaseUrl } = await testApp({ ADMIN_PORT: "0" });
    const address = await app.listen({ host: "127.0.0.1", port: 0 });
    const db = await openAsOwner(databaseUrl);
    const prometheus = await startPrometheus(app.operations.address ?? "");
    const ask = async (query: string) => {
      const url = `${prometheus}/query?query=${encodeURIComponent(query)}`;
      const answer = await fetch(url).catch(() => undefined);
      return answer && Answer.parse(JSON.parse(await answer.text()));
    };
    const isAnswered = async (query: string) => {
      const answer = await ask(query);
      if (answer?.status === "error") throw new Error(`${query}: ${answer.error}`);
      return (answer?.data?.result.length ?? 0) > 0;
    };
    await sql`alter table venues rename to lost`.execute(db);
    const call = async () => {
      for (const path of ["api/v1/artists", "api/v1/venues", "trpc/artists.list"])
        await fetch(`${address}/${path}`);
    };
    const poll = { timeout: 50_000, interval: 300 };
    await expect.poll(() => call().then(() => isAnswered("up == 1")), poll).toBe(true);

    const text = await readFile(new URL("dashboard.json", docs), "utf8");
    const { panels } = Dashboard.parse(JSON.parse(text));
    const { data } = Rules.parse(JSON.parse(await (await fetch(`${prometheus}/rules`)).text()));
    // The left side of each comparison; alerts.test.yml tests the threshold.
    const alerts = data.groups.flatMap(({ rules }) =>
      rules.map(({ query }) => query.replace(/ (?:>|==) [\d.]+$/, "")),
    );
    const queries = [
      ...alerts,
      ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
    ];
    expect(queries.length).toBeGreaterThan(20);
    for (const query of queries)
      await expect.poll(() => call().then(() => isAnswered(query)), poll).toBe(true);
  });
});
