import { randomUUID } from "node:crypto";
import { statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import pg from "pg";
import { afterAll, inject, vi } from "vitest";
import type { TestProject } from "vitest/node";
import { open } from "./database.ts";
import { migrate } from "./migrate.ts";
import { startTemporaryServer } from "./server.ts";

declare module "vitest" {
  interface ProvidedContext {
    templateUrl: string;
  }
}

/**
 * Runs once per test run: starts a PostgreSQL server, or takes the one at TEST_DATABASE_URL, and
 * makes the migrated database that `createTestDatabase` clones.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["TEST_DATABASE_URL"];
  // Nothing is lost with a test's rows: no waiting for the disk.
  const server = given
    ? { url: given, stop: async () => {} }
    : await startTemporaryServer(
        ["-c", "fsync=off", "-c", "max_connections=300"],
        await fastestFolder(),
      );
  const template = withDatabase(server.url, `template_${randomUUID()}`);
  await command(server.url, `create database "${nameOf(template)}"`);
  const database = await open(template);
  await migrate(database.db);
  await database.close();
  project.provide("templateUrl", template);
  return async () => {
    await command(server.url, `drop database "${nameOf(template)}"`);
    await server.stop();
  };
}

/** Memory, where there is enough: to clone a database there takes a tenth of the CPU time. */
async function fastestFolder(): Promise<string> {
  const memory = "/dev/shm";
  const space = await statfs(memory).catch(() => undefined);
  const isLarge = space !== undefined && space.bavail * space.bsize > 2 ** 31;
  return isLarge ? memory : tmpdir();
}

/** A migrated database for one test file, dropped after it: `postgres://…`. */
export async function createTestDatabase(): Promise<string> {
  const template = inject("templateUrl");
  const url = withDatabase(template, `test_${randomUUID()}`);
  const maintenance = withDatabase(template, "postgres");
  // An eighth of what it costs to copy through the log, which is the default.
  const copy = `create database "${nameOf(url)}" template "${nameOf(template)}" strategy file_copy`;
  await command(maintenance, copy);
  afterAll(() => command(maintenance, `drop database "${nameOf(url)}" with (force)`));
  return url;
}

/** Collects the texts of all statements from now on, until the test file ends. */
export function watchStatements(): () => Set<string> {
  const query = vi.spyOn(pg.Client.prototype, "query");
  afterAll(() => query.mockRestore());
  return () => {
    const configs: unknown[] = query.mock.calls.map(([config]) => config);
    return new Set(
      configs.map((config) => (typeof config === "string" ? config : String(Object(config).text))),
    );
  };
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = name;
  return changed.href;
}

function nameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

async function command(url: string, text: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
