import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { roles } from "@coulisses/api/kit/context";
import { permissions } from "@coulisses/api/permissions";
import { createTestDatabase } from "@coulisses/database/testing";
import { afterAll, describe, expect, test, vi } from "vitest";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const document = await readFile(join(root, "docs/access.md"), "utf8");
const { default: workspace } = await import("../../../package.json", { with: { type: "json" } });

/** The address of the server in the document. */
const address = "http://127.0.0.1:8000";

/** The reader's terminal, and the server that was started in it. */
interface Terminal {
  /** Where the programs of the document are saved, and find the client package. */
  directory: string;
  environment: Record<string, string>;
  server?: { child: ChildProcess; url: string; said: () => string };
}

const terminal: Terminal = {
  directory: await mkdtemp(join(tmpdir(), "access-")),
  environment: { PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter) },
};

/** Settings of the test, which replace those of the document. */
const forced = {
  PORT: "0",
  DATABASE_URL: await createTestDatabase(),
  NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"],
};

const packages = join(terminal.directory, "node_modules/@coulisses");
await mkdir(packages, { recursive: true });
await symlink(join(root, "packages/client"), join(packages, "client"));
await writeFile(join(terminal.directory, "package.json"), '{ "type": "module" }');

afterAll(async () => {
  await stopServer();
  await rm(terminal.directory, { recursive: true });
});

/**
 * Values that each server generates: keys and their beginnings, ids, tokens, fingerprints and times.
 * The id of the default organisation is the same everywhere.
 */
const made =
  /clk_[\w-]+|(?!00000000)[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{64}\b|(?<=token=|"token": ")[^;&\s"]+|\d{4}-\d\d-\d\dT[\d:]+(?:\.\d+)?(?:Z|\+00:00)/g;

/** Generated values: from the document's value to ours. */
const bound = new Map<string, string>();

const asMade = (text: string) => text.replace(made, (value) => bound.get(value) ?? value);

/** Keeps generated values of a request that are new in the document as they are. */
function sent(text: string): string {
  for (const [value] of text.matchAll(made)) if (!bound.has(value)) bound.set(value, value);
  return asMade(text);
}

/** Compares an answer with the document; a new generated value is bound to ours. */
function compare(answered: string, documented: string): void {
  const answer = withoutClock(answered);
  const expected = withoutClock(documented);
  const values = Array.from(answer.matchAll(made), ([value]) => value);
  const taken = new Set(bound.values());
  for (const [index, [value]] of [...expected.matchAll(made)].entries()) {
    const here = values[index];
    // Two values that differ in the document differ here too.
    if (here !== undefined && !bound.has(value) && !taken.has(here)) {
      bound.set(value, here);
      taken.add(here);
    }
  }
  expect(answer).toBe(asMade(expected));
}

/** Without the times of better-auth, of which two may happen to be equal. */
function withoutClock(text: string): string {
  return text.replace(/"\d{4}-\d\d-\d\dT[\d:]+\.\d{3}Z"/g, '"a time"');
}

interface Block {
  kind: string;
  text: string;
  line: number;
}

const blocks = Array.from(
  document.matchAll(/^```(\w+)\n(.*?)^```$/gms),
  ({ index, 1: kind = "", 2: text = "" }): Block => ({
    kind,
    text,
    line: document.slice(0, index).split("\n").length + 1,
  }),
);

interface Step {
  title: string;
  run: () => Promise<void>;
}

/** The steps of the document, in order; an ```http block is followed by its answer. */
function stepsIn(all: Block[]): Step[] {
  const steps: Step[] = [];
  const rest = all.values();
  for (const block of rest) {
    const [first = ""] = block.text.split("\n");
    const title = `line ${block.line}: ${first}`;
    if (block.kind === "http") {
      const answer = rest.next().value;
      steps.push({ title, run: () => exchange(block.text, answer) });
    } else if (block.kind === "console") steps.push(...commandsIn(block));
    else if (block.kind === "ts") steps.push({ title, run: () => save(block.text) });
    else if (block.kind === "json") steps.push({ title, run: () => findLogged(block.text) });
    else throw new Error(`${title} is of a kind that cannot be run: ${block.kind}`);
  }
  return steps;
}

function commandsIn({ text, line }: Block): Step[] {
  return text.split(/^(?=\$ |\^C)/m).map((part) => {
    const [command = "", ...output] = part.split("\n");
    const title = `line ${line}: ${command}`;
    if (command === "^C") return { title, run: () => stopServer("SIGINT") };
    return { title, run: () => type(command.replace("$ ", ""), output.join("\n").trimEnd()) };
  });
}

async function exchange(request: string, answer: Block | undefined): Promise<void> {
  const { first, headers, body } = messageIn(sent(request));
  const [method = "", path = ""] = first.split(" ");
  const response = await fetch(`${terminal.server?.url}${path}`, {
    method,
    headers,
    redirect: "manual",
    ...(body !== "" && { body }),
  });
  const expected = messageIn(answer?.text ?? "");
  const text = await response.text();
  const lines = [`${response.status} ${response.statusText}`];
  for (const [name] of expected.headers)
    lines.push(`${name}: ${response.headers.get(name)?.replace("; charset=utf-8", "")}`);
  // The document does not show the text of pages.
  const isPage = response.headers.get("content-type")?.startsWith("text/html");
  if (text !== "" && !isPage) lines.push("", JSON.stringify(JSON.parse(text), null, 2));
  compare(lines.join("\n"), (answer?.text ?? "").trimEnd());
}

function messageIn(block: string) {
  const [head = "", body = ""] = block.split(/\n\n([^]*)/);
  const [first = "", ...lines] = head.trim().split("\n");
  const headers = lines.map((line): [string, string] => {
    const [name = "", ...value] = line.split(": ");
    return [name, value.join(": ")];
  });
  return { first, headers, body: body.trim() };
}

/** Types a line, and compares what it prints. */
async function type(line: string, documented: string): Promise<void> {
  const command = sent(line);
  if (command.startsWith("export ")) return exportAll(command);
  if (command.endsWith("pnpm start")) return compare(await start(command), documented);
  const { output, code } = await shell(command);
  compare(output, documented);
  expect(code).toBe(0);
}

async function exportAll(command: string): Promise<void> {
  const { output } = await shell(`${command}\nenv -0`);
  const entries = Array.from(output.matchAll(/([^=\0]+)=([^\0]*)/g), ([, ...entry]) => entry);
  // Links begin with the address in the document.
  terminal.environment = { ...Object.fromEntries(entries), PUBLIC_URL: address };
}

/** Runs a line in a shell, with `pnpm …` replaced by its script. */
function run(line: string): ChildProcess & { output: () => string; ended: Promise<unknown> } {
  const scripts = new Map(Object.entries(workspace.scripts));
  const isPnpm = /\bpnpm \w/.test(line);
  const command = line.replace(
    /\bpnpm (\w+)/,
    (_, name) => scripts.get(name) ?? `no-script-${name}`,
  );
  const child = spawn("sh", ["-c", command], {
    cwd: isPnpm ? root : terminal.directory,
    env: { ...terminal.environment, ...forced },
    // A process group of its own, to stop what the shell starts too.
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (chunk) => (output += chunk));
  return Object.assign(child, { output: () => output, ended: once(child, "close") });
}

async function shell(line: string): Promise<{ output: string; code: number | null }> {
  const child = run(line);
  await child.ended;
  return { output: child.output().trimEnd(), code: child.exitCode };
}

/** Starts a server, and waits for the end of its banner, or for its error. */
async function start(line: string): Promise<string> {
  const child = run(line);
  await new Promise<void>((resolve) => {
    child.stdout?.on("data", () => /Access .*\n/.test(child.output()) && resolve());
    child.once("close", () => resolve());
  });
  const [, url] = /REST API +(\S+)\/api/.exec(child.output()) ?? [];
  if (url === undefined) {
    expect(child.exitCode).toBe(1);
    return child.output().trimEnd();
  }
  terminal.server = { child, url, said: child.output };
  // Logs are on standard output too.
  const banner = child.output().replace(/^\{.*\n/gm, "");
  const database = /(?<=PostgreSQL at )\S+/;
  return banner.replaceAll(url, address).replace(database, "127.0.0.1:5432/coulisses").trimEnd();
}

async function stopServer(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  const { child } = terminal.server ?? {};
  if (child?.pid === undefined || child.exitCode !== null) return;
  const ended = once(child, "close");
  process.kill(-child.pid, signal);
  await ended;
}

/** Writes a program to the file that its first line names. */
async function save(program: string): Promise<void> {
  const [, name] = /^\/\/ ([\w-]+\.ts)\n/.exec(program) ?? [];
  expect(name).toBeDefined();
  const { directory, server } = terminal;
  await writeFile(join(directory, `${name}`), sent(program).replaceAll(address, `${server?.url}`));
}

/** Finds the newest line of the log with the fields that the document shows. */
async function findLogged(documented: string): Promise<void> {
  const { kind, to, ...rest } = JSON.parse(documented);
  await vi.waitFor(() => {
    const lines = terminal.server?.said().match(/^\{.*\}$/gm) ?? [];
    const logged = lines
      .map((line) => JSON.parse(line))
      .findLast((line) => line.kind === kind && line.to === to);
    expect(logged).toBeDefined();
    const shown = Object.keys(rest).map((name) => [name, logged[name]]);
    compare(
      JSON.stringify({ kind, to, ...Object.fromEntries(shown) }, null, 2),
      documented.trimEnd(),
    );
  }, 600_000);
}

describe("docs/access.md, from top to bottom", () => {
  let isBroken = false;

  test.each(stepsIn(blocks))("$title", async ({ run: runStep }) => {
    // After a step that failed, the result of the next ones means nothing.
    expect(isBroken, "a step before this one failed").toBe(false);
    isBroken = true;
    await runStep();
    isBroken = false;
  });
});

test("docs/access.md has the table of who may call what", () => {
  const rows = Object.entries<readonly string[] | "anyone">(permissions).map(([name, allowed]) => [
    `\`${name}\``,
    ...roles.map((role) => (allowed === "anyone" || allowed.includes(role) ? "yes" : "")),
  ]);
  const [header, _line, ...table] = Array.from(document.matchAll(/^\|(.*)\|$/gm), ([, row = ""]) =>
    row.split("|").map((cell) => cell.trim()),
  );
  expect(header).toEqual(["", ...roles.map((role) => `\`${role}\``)]);
  expect(table).toEqual(rows);
});

test("pnpm admin has no command and no flag that docs/access.md does not show", async () => {
  const { output, code } = await shell("pnpm admin");
  expect(code).toBe(1);
  const commands = output.match(/(?<=^ {2})[a-z]+(?: [a-z]+)?(?= )/gm) ?? [];
  expect(commands.length).toBeGreaterThan(6);
  for (const command of commands) expect(document).toContain(`pnpm admin ${command}`);
  for (const [flag] of output.matchAll(/--[a-z]+/g)) expect(document).toContain(flag);
});
