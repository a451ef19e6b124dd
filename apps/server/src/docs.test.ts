import { execFile, spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { settings } from "./config.ts";
import { testApp } from "./factory.ts";

const { app } = await testApp({ APP_ENV: "development" });
const docs = (name: string) => readFile(new URL(`../../../docs/${name}`, import.meta.url), "utf8");

interface Message {
  firstLine: string;
  headers: [string, string][];
  body: string;
}

/** The ```http blocks of a document: a request, its answer, the next request, … */
function messagesIn(markdown: string): Message[] {
  return Array.from(markdown.matchAll(/```http\n([\s\S]*?)```/g), ([, block = ""]) => {
    const [head = "", body = ""] = block.split(/\n\n([\s\S]*)/);
    const [firstLine = "", ...lines] = head.trim().split("\n");
    const headers = lines.map((line): [string, string] => {
      const [name = "", ...value] = line.split(": ");
      return [name.toLowerCase(), value.join(": ")];
    });
    return { firstLine, headers, body: body.trim() };
  });
}

const Method = z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]);
const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;

/** Times of decisions and events, and ids of requests. */
const decided = /(?<="(?:decided_at|at|request_id)": ?")[^"]+/g;

describe.each(["api.md", "planning.md"])("docs/%s", async (name) => {
  // Each document on its own server, like its reader's.
  const { app: server } = await testApp({ APP_ENV: "development" });
  const messages = messagesIn(await docs(name));
  /** Generated ids: from the document's id to the one of this server. */
  const made = new Map<string, string>();
  const asMade = (text: string) =>
    text.replace(uuid, (id) => made.get(id) ?? id).replace(decided, "now");

  /** Equal answers have their ids at the same places. */
  function bind(shown: string, answered: string): void {
    const ids = answered.match(uuid) ?? [];
    for (const [i, id] of (shown.match(uuid) ?? []).entries()) {
      const own = ids[i];
      if (own !== undefined && !made.has(id)) made.set(id, own);
    }
  }

  /** An answer, without `event_id` and `changed` if the document leaves them out. */
  function compared(body: object, shown: string): object {
    const { event_id: _event, changed, ...rest } = Object(body);
    return changed === undefined || shown.includes('"event_id"') ? body : rest;
  }

  const exchanges = messages.flatMap((request, i) => {
    const answer = messages[i + 1];
    return i % 2 === 0 && answer !== undefined
      ? [{ title: request.firstLine, request, answer }]
      : [];
  });

  test("alternates requests and answers", () => {
    expect(messages.length).toBe(2 * exchanges.length);
    expect(exchanges.length).toBeGreaterThan(20);
  });

  test.each(exchanges)("$title", async ({ request, answer }) => {
    const [method = "", url = ""] = request.firstLine.split(" ");
    const { statusCode, statusMessage, headers, body } = await server.inject({
      method: Method.parse(method),
      url: asMade(url),
      headers: Object.fromEntries(request.headers),
      payload: asMade(request.body),
    });
    expect(`${statusCode} ${statusMessage}`).toBe(answer.firstLine);
    bind(answer.body, body);
    for (const [header, value] of answer.headers)
      expect(String(headers[header]).replace("; charset=utf-8", "")).toBe(asMade(value));
    // Some answers are shown by their status only.
    const shown = answer.body === "" ? body : answer.body;
    expect(body && compared(JSON.parse(body.replace(decided, "now")), shown)).toEqual(
      shown && JSON.parse(asMade(shown)),
    );
  });
});

const hasCurl = spawnSync("curl", ["--version"]).status === 0;

describe.skipIf(!hasCurl)(
  "the commands of docs/api.md (needs curl) print what it says:",
  async () => {
    const consoles = (await docs("api.md")).matchAll(/```console\n([\s\S]*?)```/g);
    const commands = Array.from(consoles, ([, text = ""]) => text.trim().split("\n\n"))
      .flat()
      .map((text) => /^\$ (curl .*)\n(.*)$/.exec(text)?.slice(1) ?? [text, ""]);

    test.each(commands)("%s", async (command, printed) => {
      const { app: server } = await testApp({ APP_ENV: "development" });
      const address = await server.listen({ host: "127.0.0.1", port: 0 });
      const here = command.replace("http://127.0.0.1:8000", address);
      expect(here).not.toBe(command);
      expect((await promisify(execFile)("sh", ["-c", here])).stdout).toBe(printed);
    });
  },
);

describe("README.md", async () => {
  const readme = await readFile(new URL("../../../README.md", import.meta.url), "utf8");

  test("begins with a program that prints what is shown", async () => {
    const [, command = "", printed] = /^\$ (node .*?\nEND\n)(.*?)\n```/ms.exec(readme) ?? [];
    const address = await app.listen({ host: "127.0.0.1", port: 0 });
    const here = command.replace("http://127.0.0.1:8000", address);
    const { stdout } = await promisify(execFile)("sh", ["-c", here], { env: process.env });
    expect(command).not.toBe(here);
    expect(stdout.trimEnd()).toBe(printed);
  });

  test("names existing commands only", async () => {
    const { default: root } = await import("../../../package.json", { with: { type: "json" } });
    const files = ["README.md", "CONTRIBUTING.md", "docs/operations.md", "docs/adding-a-noun.md"];
    for (const file of files) {
      const text = await readFile(new URL(`../../../${file}`, import.meta.url), "utf8");
      const commands = Array.from(
        text.matchAll(/(?:`|^|\$ )(?:npx -y )?pnpm(?:@12)? ([a-z]+)/gm),
        ([, name]) => name,
      );
      expect([...Object.keys(root.scripts), "install", "vitest"]).toEqual(
        expect.arrayContaining(commands),
      );
    }
  });
});

describe("docs/operations.md", () => {
  test("lists every setting, with its default and its meaning", async () => {
    const rows = Object.entries(settings).map(([name, schema]) => {
      const fallback = schema.safeParse(undefined).data;
      const isDirectory = typeof fallback === "string" && fallback.startsWith("file:");
      const shown = isDirectory ? "the directory `.data`" : `\`${String(fallback)}\``;
      const isUnset = fallback === undefined || (Array.isArray(fallback) && fallback.length === 0);
      return [`\`${name}\``, isUnset ? "" : shown, schema.description ?? ""];
    });
    const table = (await docs("operations.md"))
      .split("\n")
      .filter((line) => /^\| `[A-Z_]+`/.test(line))
      .map((line) =>
        line
          .split("|")
          .slice(1, -1)
          .map((cell) => cell.trim()),
      );
    expect(table).toEqual(rows);
  });
});
