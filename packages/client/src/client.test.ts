import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { createTestDatabase } from "@coulisses/database/testing";
import { buildApp } from "@coulisses/server/app";
import { readConfig } from "@coulisses/server/config";
import { QueryClient } from "@tanstack/react-query";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { afterAll, describe, expect, test } from "vitest";
import {
  createClient,
  problemOf,
  TRPCClientError,
  type AppRouter,
  type ArtistCreate,
  type ArtistPage,
  type CreatedKey,
  type KeyCreate,
  type Me,
  type Role,
} from "./index.ts";

const DATABASE_URL = await createTestDatabase();
const app = await buildApp(readConfig({ DATABASE_URL, LOG_LEVEL: "silent" }));
const url = await app.listen({ host: "127.0.0.1", port: 0 });
afterAll(() => app.close());

const client = createClient({ url });

const morning = { start: "2027-07-14T09:00:00", end: "2027-07-14T12:00:00" };
const evening = { start: "2027-07-14T20:00:00", end: "2027-07-14T23:30:00" };

/** A client that records its requests. */
function recordingClient(headers?: () => Record<string, string>) {
  const requests: Request[] = [];
  const recorded = createClient({
    url,
    ...(headers && { headers }),
    fetch: (address, options) => {
      requests.push(new Request(address, options));
      return fetch(address, options);
    },
  });
  return { client: recorded, requests };
}

function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => expect.unreachable("the call was answered"),
    (error: unknown) => error,
  );
}

test("asks the server whether it answers", async () => {
  expect(await client.health.get.query()).toEqual({
    status: "ok",
    environment: "development",
    service: "coulisses",
  });
});

test("creates, reads, lists, replaces and deletes an artist", async () => {
  const created = await client.artists.create.mutate({
    name: "Camille Fontaine",
    availabilities: [evening, morning],
  });
  expect(created.availabilities).toEqual([morning, evening]);

  const artist_id = created.id;
  expect(await client.artists.get.query({ artist_id })).toEqual(created);
  expect((await client.artists.list.query({ q: "fontaine" })).items).toEqual([created]);

  const replaced = { id: artist_id, name: "Camille Rivière", availabilities: [evening] };
  const { id: _, ...change } = replaced;
  expect(await client.artists.replace.mutate({ artist_id, ...change })).toEqual(replaced);

  expect(await client.artists.delete.mutate({ artist_id })).toBeUndefined();
  expect((await client.artists.list.query({ q: "rivière" })).items).toEqual([]);
});

test("creates a planning, reads it and lists it", async () => {
  const planning = await client.plannings.create.mutate({
    event_date: "2027-07-14",
    artists: [{ name: "Noé Lambert", availabilities: [evening, morning] }],
  });
  expect(planning.assignments).toEqual([{ artist_id: expect.any(String), slot: morning }]);

  const { planning_id } = planning;
  expect(await client.plannings.get.query({ planning_id })).toEqual(planning);
  const { items } = await client.plannings.list.query({ from: "2027-07-14", to: "2027-07-14" });
  expect(items).toEqual([planning]);
});

test("reads a list page by page, with next_cursor", async () => {
  const names = ["Page A", "Page B", "Page C"];
  await Promise.all(names.map((name) => client.artists.create.mutate({ name })));

  const read: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.artists.list.query({ q: "page", limit: 2, cursor });
    read.push(...page.items.map(({ name }) => name));
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined);
  expect(read).toEqual(names);
});

test("reads a list as an infinite query of TanStack Query", async () => {
  const names = ["Endless A", "Endless B", "Endless C"];
  await Promise.all(names.map((name) => client.artists.create.mutate({ name })));

  const queryClient = new QueryClient();
  const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
  const paging = { getNextPageParam: ({ next_cursor }: ArtistPage) => next_cursor, pages: 2 };
  const { pages } = await queryClient.fetchInfiniteQuery(
    trpc.artists.list.infiniteQueryOptions({ q: "endless", limit: 2 }, paging),
  );
  expect(pages.flatMap(({ items }) => items.map(({ name }) => name))).toEqual(names);
});

test("sends calls made at the same moment in one request, 20 at most", async () => {
  const { client: recorded, requests } = recordingClient();
  const lists = Array.from({ length: 21 }, () => recorded.artists.list.query({ limit: 1 }));
  expect(await Promise.all(lists)).toHaveLength(21);
  expect(requests).toHaveLength(2);
});

test("batches small mutations, and sends each large one alone", async () => {
  const large: ArtistCreate = {
    name: "Inès Caron",
    availabilities: Array.from({ length: 1000 }, () => evening),
  };
  const { client: recorded, requests } = recordingClient();
  const small = ["Léa", "Tom"].map((name) => recorded.artists.create.mutate({ name }));
  await Promise.all(small);
  expect(requests).toHaveLength(1);

  const many = Array.from({ length: 20 }, () => recorded.artists.create.mutate(large));
  expect(await Promise.all(many)).toHaveLength(20);
  expect(requests).toHaveLength(21);
});

test("sends a call alone that asks for it", async () => {
  const { client: recorded, requests } = recordingClient();
  const alone = { context: { skipBatch: true } };
  await Promise.all([recorded.health.get.query(), recorded.health.get.query(undefined, alone)]);
  expect(requests).toHaveLength(2);
});

test("splits a batch whose URL would be too long", async () => {
  const { client: recorded, requests } = recordingClient();
  const q = "é".repeat(255);
  await Promise.all(Array.from({ length: 10 }, () => recorded.artists.list.query({ q })));
  expect(requests.length).toBeGreaterThan(1);
  expect(requests.every((request) => request.url.length <= 8000)).toBe(true);
});

test("calls the headers function before each request", async () => {
  let calls = 0;
  const { client: recorded, requests } = recordingClient(() => ({
    "x-request-id": `rehearsal-${++calls}`,
  }));
  await recorded.health.get.query();
  await recorded.health.get.query();
  const sent = requests.map(({ headers }) => headers.get("x-request-id"));
  expect(sent).toEqual(["rehearsal-1", "rehearsal-2"]);
});

test.each([
  ["https://example.org", "https://example.org/trpc/health.get"],
  ["https://example.org/", "https://example.org/trpc/health.get"],
  ["https://example.org/planning/", "https://example.org/planning/trpc/health.get"],
  ["", "/trpc/health.get"],
])("finds the procedures of the server at '%s'", async (address, expected) => {
  const requested: string[] = [];
  const elsewhere = createClient({
    url: address,
    fetch: async (to) => {
      requested.push(to);
      return Response.json([{ result: { data: {} } }]);
    },
  });
  await elsewhere.health.get.query();
  expect(requested.map((to) => to.split("?")[0])).toEqual([expected]);
});

test("problemOf returns the problem of a refused call, with its code", async () => {
  const artist_id = crypto.randomUUID();
  const notFound = await failureOf(client.artists.get.query({ artist_id }));
  expect(problemOf(notFound)).toEqual({
    type: "urn:coulisses:problem:not_found",
    title: "Not found",
    status: 404,
    detail: `Artist ${artist_id} not found`,
    code: "not_found",
  });

  await client.artists.create.mutate({ id: artist_id, name: "Ada" });
  const taken = await failureOf(client.artists.create.mutate({ id: artist_id, name: "Ada" }));
  expect(problemOf(taken)?.code).toBe("already_exists");

  const unavailable = await failureOf(
    client.plannings.create.mutate({ event_date: "2027-07-15", artists: [{ name: "Ada" }] }),
  );
  expect(problemOf(unavailable)?.code).toBe("no_availability");
});

test("problemOf returns all issues of an invalid input, with their paths", async () => {
  const backwards = { start: evening.end, end: evening.start };
  const error = await failureOf(
    client.artists.create.mutate({ name: "Ada", availabilities: [morning, backwards] }),
  );
  const problem = problemOf(error);
  expect(problem?.code).toBe("invalid_input");
  expect(problem?.issues).toEqual([
    { path: ["availabilities", 1, "end"], message: "Availability end must be after start" },
  ]);
});

test("each call of a batch gets its own answer or problem", async () => {
  const artist_id = crypto.randomUUID();
  const { client: recorded, requests } = recordingClient();
  const [health, artist] = await Promise.allSettled([
    recorded.health.get.query(),
    recorded.artists.get.query({ artist_id }),
  ]);
  expect(requests).toHaveLength(1);
  expect(health.status).toBe("fulfilled");
  expect(artist.status === "rejected" && problemOf(artist.reason)?.code).toBe("not_found");
});

test("problemOf returns undefined if the server did not answer", async () => {
  const unreachable = createClient({ url: "http://127.0.0.1:1", retries: 0 });
  const failure = await failureOf(unreachable.health.get.query());
  expect(failure).toBeInstanceOf(TRPCClientError);
  expect(problemOf(failure)).toBeUndefined();

  const call = client.health.get.query(undefined, { signal: AbortSignal.abort() });
  const aborted = await failureOf(call);
  expect(aborted).toBeInstanceOf(TRPCClientError);
  expect(problemOf(aborted)).toBeUndefined();
});

test.each([
  ["a page", () => new Response("<h1>502 Bad Gateway</h1>", { status: 502 })],
  ["other JSON", () => Response.json({ error: { code: -32603, message: "", data: {} } })],
  ["nothing", () => new Response(undefined, { status: 204 })],
])("problemOf returns undefined if a proxy answered with %s", async (_, answer) => {
  const elsewhere = createClient({ url, retries: 0, fetch: async () => answer() });
  const failure = await failureOf(elsewhere.health.get.query());
  expect(failure).toBeInstanceOf(TRPCClientError);
  expect(problemOf(failure)).toBeUndefined();
});

test("problemOf returns undefined for any other error", () => {
  expect(problemOf(new TypeError("undefined is not a function"))).toBeUndefined();
  expect(problemOf(undefined)).toBeUndefined();
});

describe("on a server that authenticates callers", async () => {
  const AUTH_SECRET = "a secret that is used only in tests";
  const strict = await buildApp(
    readConfig({ DATABASE_URL, LOG_LEVEL: "silent", AUTH: "required", AUTH_SECRET }),
  );
  const strictUrl = await strict.listen({ host: "127.0.0.1", port: 0 });
  afterAll(() => strict.close());

  /** A new key, from the server without authentication. */
  function keyFor(role: Role, more: Partial<KeyCreate> = {}): Promise<CreatedKey> {
    return client.keys.create.mutate({ name: `The ${role}`, role, ...more });
  }

  test("me.get names the key, and its role", async () => {
    const { id, key } = await keyFor("planner");
    const me: Me = await createClient({ url: strictUrl, apiKey: key }).me.get.query();
    expect(me).toMatchObject({ kind: "key", id, name: "The planner", role: "planner" });
  });

  test("sends the key with other headers, in batches and with large mutations", async () => {
    const { key } = await keyFor("planner");
    const sent: Headers[] = [];
    const planner = createClient({
      url: strictUrl,
      apiKey: key,
      headers: [["x-request-id", "rehearsal"]],
      fetch: (address, options) => {
        sent.push(new Headers(options?.headers));
        return fetch(address, options);
      },
    });
    const availabilities = Array.from({ length: 1000 }, () => evening);
    await planner.artists.create.mutate({ name: "Inès Caron", availabilities });
    await planner.artists.list.query();
    expect(sent.map((headers) => headers.get("x-request-id"))).toEqual(["rehearsal", "rehearsal"]);
    expect(sent.map((headers) => headers.get("authorization"))).toEqual([
      `Bearer ${key}`,
      `Bearer ${key}`,
    ]);
  });

  test.each([
    ["no key", undefined],
    ["an unknown key", `clk_${"0".repeat(43)}`],
    ["a text that is not a key", "swordfish"],
  ])("refuses %s as unauthenticated", async (_, apiKey) => {
    const stranger = createClient({ url: strictUrl, ...(apiKey !== undefined && { apiKey }) });
    const problem = problemOf(await failureOf(stranger.artists.list.query()));
    expect(problem).toMatchObject({ code: "unauthenticated", status: 401 });
  });

  test("refuses a call that the role of the key does not allow", async () => {
    const { key } = await keyFor("viewer");
    const viewer = createClient({ url: strictUrl, apiKey: key });
    expect((await viewer.artists.list.query()).items).toEqual(expect.any(Array));
    const failure = await failureOf(viewer.artists.create.mutate({ name: "Ada" }));
    expect(problemOf(failure)).toMatchObject({
      code: "forbidden",
      status: 403,
      detail: "The role viewer may not do this.",
    });
  });

  test("an artist sees themselves, and sets their availabilities", async () => {
    const { id: artist_id } = await client.artists.create.mutate({ name: "Yann Le Goff" });
    const { key } = await keyFor("artist", { artist_id });
    const artist = createClient({ url: strictUrl, apiKey: key });
    const changed = await artist.artists.setAvailabilities.mutate({
      artist_id,
      availabilities: [morning],
    });
    expect((await artist.artists.list.query()).items).toEqual([changed]);
    expect((await artist.artists.export.query({ artist_id })).artist).toEqual(changed);
  });

  test("refuses a revoked key", async () => {
    const { id, key } = await keyFor("viewer");
    const { key: adminKey } = await keyFor("admin");
    const viewer = createClient({ url: strictUrl, apiKey: key });
    await viewer.me.get.query();
    const admin = createClient({ url: strictUrl, apiKey: adminKey });
    await admin.keys.revoke.mutate({ key_id: id });
    const problem = problemOf(await failureOf(viewer.me.get.query()));
    expect(problem).toMatchObject({ code: "unauthenticated", detail: "This API key was revoked." });
    const { items } = await admin.audit.list.query({ noun: "key", id });
    expect(items.map(({ procedure }) => procedure)).toEqual(["keys.revoke", "keys.create"]);
  });

  test.each([
    ["admin", /^The admin is admin of .+\nThe key of Screen in the hall, .+ is clk_[\w-]{43}\n$/],
    ["viewer", /^The viewer is viewer of .+\nOnly an administrator makes keys\.\n$/],
  ] as const)("the README's example runs with a key of the role %s", async (role, printed) => {
    const { key } = await keyFor(role);
    const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8");
    const [, example = ""] = /```ts\n([^`]*apiKey.*?)```/s.exec(readme) ?? [];
    const program = example.replace(/clk_[\w-]+/, key).replace("http://127.0.0.1:8000", strictUrl);
    expect(await outputOf(program)).toMatch(printed);
  });
});

/** Runs a program that imports the package by its name. @returns what it prints */
async function outputOf(program: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "client-"));
  try {
    const packages = join(directory, "node_modules/@coulisses");
    await mkdir(packages, { recursive: true });
    await symlink(join(import.meta.dirname, ".."), join(packages, "client"));
    const file = join(directory, "program.mts");
    await writeFile(file, program);
    return (await promisify(execFile)(process.execPath, [file])).stdout;
  } finally {
    await rm(directory, { recursive: true });
  }
}
