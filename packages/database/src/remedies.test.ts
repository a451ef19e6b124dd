import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Database, open, openForApplication } from "./database.ts";
import { migrate } from "./migrate.ts";
import { explain } from "./remedies.ts";
import { createTestDatabase } from "./testing.ts";

const server = await createTestDatabase();

describe("a user of a server who lacks a right", () => {
  let administrator: Database;
  const names: string[] = [];
  const run = (text: string) => sql.raw(text).execute(administrator.db);

  /** The address of an empty database, for a new user who owns it or not. */
  async function emptyDatabase({ isOwner }: { isOwner: boolean }) {
    const name = `remedies_${process.pid}_${names.push("") - 1}`;
    names[names.length - 1] = name;
    await run(`create role ${name} login password 'secret'`);
    await run(`create database ${name} template template0 ${isOwner ? `owner ${name}` : ""}`);
    const url = new URL(server);
    return {
      name,
      url: Object.assign(url, { username: name, password: "secret", pathname: name }).href,
    };
  }

  beforeAll(async () => {
    administrator = await open(server);
  });

  afterAll(async () => {
    for (const name of names) {
      await run(`drop database if exists ${name} with (force)`);
      await run(`drop role if exists ${name}`);
    }
    await administrator.close();
  });

  test("gets the command for membership of the role of another installation", async () => {
    const { name, url } = await emptyDatabase({ isOwner: true });
    await expect(openForApplication(url, migrate)).rejects.toThrow(
      `Migration 0005_audit failed: permission denied to grant role "coulisses_app". Have an administrator of the server run: grant coulisses_app to ${name};`,
    );
    await run(`grant coulisses_app to ${name}`);
    await (await openForApplication(url, migrate)).close();
  });

  test("gets the command that creates the role", async () => {
    const { name, url } = await emptyDatabase({ isOwner: true });
    const database = await open(url);
    const create = sql`create role another`.execute(database.db);
    const refusal: unknown = await create.catch((error: unknown) => error);
    await database.close();
    expect(explain(refusal, name)).toBe(
      `permission denied to create role. Have an administrator of the server run: create role coulisses_app; grant coulisses_app to ${name};`,
    );
  });

  test("reads which user must migrate the tables", async () => {
    const { url } = await emptyDatabase({ isOwner: false });
    await expect(openForApplication(url, migrate)).rejects.toThrow(
      "Migration 0001_organisations failed: permission denied for schema public. Run pnpm migrate as the user who owns the database and its tables.",
    );
  });
});

test("a database in another encoding is refused with a remedy", async () => {
  const administrator = await open(server);
  const name = `latin_${process.pid}`;
  const create = `create database ${name} template template0 encoding 'LATIN1' locale 'C'`;
  await sql.raw(create).execute(administrator.db);
  const url = Object.assign(new URL(server), { pathname: name }).href;
  await expect(open(url)).rejects.toThrow(
    "cannot be opened: its encoding is LATIN1. Create it again with: encoding 'UTF8'",
  );
  await sql.raw(`drop database ${name} with (force)`).execute(administrator.db);
  await administrator.close();
});

const disk = await mkdtemp(join(tmpdir(), "remedies-"));
const isMounted = mount(disk);
afterAll(async () => {
  // Lazily, because a failed opening keeps files open.
  if (isMounted) execFileSync("umount", ["--lazy", disk]);
  await rm(disk, { recursive: true });
});

describe("a directory for the embedded database", () => {
  const remedy = "Set DATABASE_URL to a directory that this user may write to.";

  test("that cannot be created is reported with a remedy", async () => {
    await expect(open("file:///sys/coulisses")).rejects.toThrow(remedy);
  });

  test.skipIf(process.getuid?.() === 0)(
    "that cannot be written is reported with a remedy",
    async () => {
      const directory = await mkdtemp(join(tmpdir(), "remedies-"));
      const { href } = pathToFileURL(directory);
      await (await open(href)).close();
      await chmod(join(directory, "postgres"), 0o500);
      await expect(open(href)).rejects.toThrow(remedy);
      await chmod(join(directory, "postgres"), 0o700);
      await chmod(directory, 0o500);
      await expect(open(pathToFileURL(join(directory, "another")).href)).rejects.toThrow(remedy);
      await chmod(directory, 0o700);
      await rm(directory, { recursive: true });
    },
  );

  test.skipIf(!isMounted)(
    "on a full disk is reported, and usable when there is space again",
    async () => {
      const { href } = pathToFileURL(join(disk, "planning"));
      await expect(open(href)).rejects.toThrow(
        /cannot be opened: its disk has \d MiB left, and 64 may be needed\. Free some space, or set DATABASE_URL to a directory on another disk\.$/,
      );
      execFileSync("mount", ["-o", "remount,size=200m", disk]);
      await (await openForApplication(href, migrate)).close();
    },
  );
});

/** Mounts a disk of 8 MiB; only root can. */
function mount(directory: string): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", directory], {
      stdio: "ignore",
    });
    return true;
  } catch {
    // A container's root may lack the right.
    return false;
  }
}
