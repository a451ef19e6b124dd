import { accessSync, constants, existsSync, statfsSync } from "node:fs";

const credentials = "Correct the user and the password in DATABASE_URL.";
const directory = "Set DATABASE_URL to a directory that this user may write to.";

/** What the operator can do, by the code of PostgreSQL, of SQLite or of the operating system. */
const remedies = new Map([
  ["ECONNREFUSED", "Start PostgreSQL there, or correct DATABASE_URL."],
  ["ENOTFOUND", "Correct the host in DATABASE_URL."],
  ["28000", credentials],
  ["28P01", credentials],
  ["3D000", "Create it, or correct DATABASE_URL."],
  ["53100", "Free some space on the server's disk."],
  ["53300", "Raise the server's max_connections, or stop other programs that use it."],
  ["57P03", "Wait until the server is ready, and start again."],
  ["EACCES", directory],
  ["EEXIST", directory],
  ["ENOTDIR", directory],
  ["EPERM", directory],
  ["EROFS", directory],
  ["ENOSPC", "Free some space, or set DATABASE_URL to a directory on another disk."],
]);

/** The same for a missing right, by the routine of PostgreSQL that refused. */
const missingRights = new Map<string, (user: string) => string>([
  [
    "CreateRole",
    (user) =>
      `Have an administrator of the server run: create role coulisses_app; grant coulisses_app to ${user};`,
  ],
  // Another installation on the same server has made the role.
  [
    "check_role_membership_authorization",
    (user) => `Have an administrator of the server run: grant coulisses_app to ${user};`,
  ],
  ["aclcheck_error", () => "Run pnpm migrate as the user who owns the database and its tables."],
]);

/**
 * Explains why a database cannot be used, and what the operator can do about it.
 *
 * @param user the user of the connection
 * @example
 * explain(error); // "connect ECONNREFUSED 127.0.0.1:5432. Start PostgreSQL there, or correct DATABASE_URL."
 */
export function explain(error: unknown, user = "the user of DATABASE_URL"): string {
  const reason = error instanceof Error ? error.message || error.name : String(error);
  const remedy =
    remedies.get(textIn(error, "code")) ?? missingRights.get(textIn(error, "routine"))?.(user);
  return remedy === undefined ? reason : `${reason}. ${remedy}`;
}

/** The same for the embedded database. PGlite and SQLite do not say why they fail, so this checks. */
export function explainEmbedded(error: unknown, path: string): string {
  if (remedies.has(textIn(error, "code"))) return explain(error);
  const fault = accessFault([path, `${path}/postgres`]) ?? spaceFault(path);
  if (fault !== undefined) return explain(fault);
  return `${explain(error)}. If its files are damaged, restore a backup: see docs/operations.md.`;
}

function accessFault(paths: string[]): unknown {
  try {
    for (const path of paths.filter((one) => existsSync(one))) accessSync(path, constants.W_OK);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** An empty database takes 40 MiB, and each segment of PostgreSQL's log 16. */
const leastMegabytes = 64;

function spaceFault(path: string): unknown {
  const { bavail, bsize } = statfsSync(path);
  const megabytes = Math.floor((bavail * bsize) / 1024 ** 2);
  if (megabytes >= leastMegabytes) return undefined;
  const message = `its disk has ${megabytes} MiB left, and ${leastMegabytes} may be needed`;
  return Object.assign(new Error(message), { code: "ENOSPC" });
}

function textIn(error: unknown, key: "code" | "routine"): string {
  return String(Object(error)[key]);
}
