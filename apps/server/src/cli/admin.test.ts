import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { open } from "@coulisses/database";
import { createTestDatabase } from "@coulisses/database/testing";
import { sql } from "kysely";
import { afterAll, afterEach, describe, expect, test, vi } from "vitest";

const url = await createTestDatabase();
const directory = await mkdtemp(join(tmpdir(), "admin-"));
afterAll(() => rm(directory, { recursive: true }));
const said = vi.spyOn(console, "log").mockReturnValue();
const complained = vi.spyOn(console, "error").mockReturnValue();

afterEach(() => {
  process.exitCode = 0;
  vi.clearAllMocks();
});

let runs = 0;

/** Runs `pnpm admin` in this process. */
async function admin(line: string, database = url) {
  vi.stubEnv("DATABASE_URL", database);
  vi.stubEnv("AUTH_SECRET", "a secret that signs what the tests sign");
  process.argv = ["node", "admin.ts", ...line.split(" ")];
  // A new module each time, so that it runs again; its imports are loaded once.
  const program = `./admin.ts?run=${(runs += 1)}`;
  await import(program);
  return {
    lines: said.mock.calls.flat().join("\n"),
    errors: complained.mock.calls.flat().join("\n"),
    exitCode: process.exitCode,
  };
}

const link = /http:\/\/127\.0\.0\.1:8000\/auth\/magic-link\/verify\?token=\w{32}/;
const nobody = "11111111-0000-4000-8000-000000000000";

describe("pnpm admin", () => {
  test("makes the first administrator once, and prints a link for them", async () => {
    const made = await admin("bootstrap --email Camille@Example.org --name Camille");
    expect(made.lines).toContain("camille@example.org is now an administrator.");
    expect(made.lines).toMatch(link);
    vi.clearAllMocks();
    const again = await admin("bootstrap --email camille@example.org");
    expect(again).toMatchObject({
      lines: "",
      errors: "camille@example.org is a member already",
      exitCode: 1,
    });
  });

  test("makes another link for an existing account", async () => {
    expect((await admin("link --email camille@example.org")).lines).toMatch(link);
  });

  test("makes another organisation, in which keys are made, listed and revoked", async () => {
    const made = await admin("organisation create --name Quai --email quai@example.org");
    const [, organisation] = /Made Quai \((.{36})\)/.exec(made.lines) ?? [];
    vi.clearAllMocks();
    const where = `--organisation ${organisation}`;
    const { lines: key } = await admin(
      `key create --role viewer --name Screen --expires 2999-01-01T00:00:00Z ${where}`,
    );
    expect(key).toMatch(/^clk_[\w-]{43}$/);
    vi.clearAllMocks();
    const { lines: list } = await admin(`key list ${where}`);
    expect(list).toContain(`${key.slice(0, 8)}…  viewer   Screen  last used never`);
    vi.clearAllMocks();
    const id = list.slice(0, 36);
    expect((await admin(`key revoke --id ${id} ${where}`)).lines).toBe(`Revoked ${id}.`);
    vi.clearAllMocks();
    expect((await admin("key list")).lines).toBe("");
  });

  test("verifies every audit log, and exits with 1 if an event was changed", async () => {
    const whole = await admin("audit verify");
    expect(whole.lines.split("\n")).toEqual([
      expect.stringMatching(/^.{36} {2}events \d+, chains 1, faults 0$/),
      expect.stringMatching(/^ {2}fingerprint [\da-f]{64}$/),
      expect.stringMatching(/^.{36} {2}events \d+, chains 1, faults 0$/),
      expect.stringMatching(/^ {2}fingerprint [\da-f]{64}$/),
    ]);
    expect(whole.exitCode).toBe(0);
    vi.clearAllMocks();
    const owner = await open(url);
    await owner.db.connection().execute(async (session) => {
      await sql`set session_replication_role = replica`.execute(session);
      await sql`update audit_events set noun = 'artist' where procedure = 'admin bootstrap'`.execute(
        session,
      );
    });
    await owner.close();
    const rewritten = await admin("audit verify");
    expect(rewritten.lines).toMatch(
      /faults 1\n.*\n {2}changed: event .{36} \(chain \d+, height 1\)/,
    );
    expect(rewritten.exitCode).toBe(1);
  });
});

describe("a backup", () => {
  test("is written once, for its owner alone, and fills an empty database", async () => {
    const file = join(directory, "coulisses.backup");
    const made = await admin(`backup ${file}`);
    expect(made.lines).toMatch(/^Backed up \d+ rows of \d+ tables to .*coulisses\.backup\.$/);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const bytes = await readFile(file);
    vi.clearAllMocks();
    expect((await admin(`backup ${file}`)).errors).toBe(
      `${file} exists already: give the backup another name.`,
    );
    expect(await readFile(file)).toEqual(bytes);

    vi.clearAllMocks();
    const empty = pathToFileURL(join(directory, "empty")).href;
    const filled = await admin(`restore ${file}`, empty);
    expect(filled.lines).toMatch(
      /^Restored \d+ rows of \d+ tables to the database \(embedded, in .*empty\)\.$/,
    );
    vi.clearAllMocks();
    expect((await admin("link --email camille@example.org", empty)).lines).toMatch(link);
  });

  test("that cannot be written leaves no file", async () => {
    const { errors } = await admin("backup /nowhere/coulisses.backup");
    expect(errors).toMatch(/^The file \/nowhere\/coulisses\.backup cannot be used: ENOENT/);
    vi.clearAllMocks();
    const file = join(directory, "of-nothing");
    expect((await admin(`backup ${file}`, "memory://")).errors).toBe(
      "The database has no tables: there is nothing to back up.",
    );
    await expect(stat(file)).rejects.toThrow("ENOENT");
  });
});

describe("pnpm admin refuses in a sentence", () => {
  test.each([
    ["frobnicate", 'There is no command "frobnicate".'],
    ["key", 'There is no command "key".'],
    ["key list everything", 'There is no command "key list everything".'],
    ["key list --role viewer", "This command does not take --role."],
    ["bootstrap --email camille", "--email: Must be an email address."],
    ["bootstrap --email a@example.org --organisation paris", "--organisation: Must be a UUID."],
    ["organisation create --name= --email a@example.org", "--name: Must have 1 to 255 characters."],
    ["key list --all", "Unknown option '--all'"],
    ["bootstrap", "--email is missing."],
    [
      `bootstrap --email a@example.org --organisation ${nobody}`,
      `Organisation ${nobody} not found`,
    ],
    ["organisation create --email a@example.org", "--name is missing."],
    ["link --email nobody@example.org", "Nobody has the address nobody@example.org"],
    ["key create --role planner", "--name is missing."],
    ["key create --name Screen", "--role is missing."],
    [
      "key create --name Screen --role boss",
      '--role: Must be one of "admin", "planner", "viewer", "artist".',
    ],
    [
      "key create --name Phone --role artist",
      "artist_id: Must be given for the role artist, and for no other",
    ],
    [`key create --name Phone --role artist --artist ${nobody}`, `Artist ${nobody} not found`],
    [
      "key create --name Screen --role viewer --expires tomorrow",
      "expires_at: Must be an instant, such as 2027-07-14T09:00:00Z",
    ],
    [
      `key create --name Screen --role viewer --organisation ${nobody}`,
      `Organisation ${nobody} not found`,
    ],
    ["key revoke", "--id is missing."],
    ["key revoke --id 1", "--id: Must be a UUID."],
    [`key revoke --id ${nobody}`, `Key ${nobody} not found`],
    ["backup", "Usage: pnpm admin backup FILE"],
    ["backup one two", "Usage: pnpm admin backup FILE"],
    ["restore one --role admin", "Usage: pnpm admin restore FILE"],
    [
      "restore /nowhere/one",
      "The file /nowhere/one cannot be used: ENOENT: no such file or directory, open '/nowhere/one'.",
    ],
  ])("%s: %s", async (command, sentence) => {
    const { errors, exitCode } = await admin(command);
    // Nothing follows a sentence, unless it is how the command is used.
    const [first = ""] = errors.split(/\.? To specify a positional|\n\n(?=Usage: pnpm admin …\n)/);
    expect(first).toBe(sentence);
    expect(exitCode).toBe(1);
  });

  test("a refused bootstrap leaves no account behind", async () => {
    expect((await admin("link --email a@example.org")).errors).toBe(
      "Nobody has the address a@example.org",
    );
  });
});
