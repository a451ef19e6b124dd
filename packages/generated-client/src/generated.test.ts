// A client that knows only docs/openapi.json: generate types, write calls, compile, run.
import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { createTestDatabase } from "@coulisses/database/testing";
import { buildApp } from "@coulisses/server/app";
import { readConfig } from "@coulisses/server/config";
import createClient from "openapi-fetch";
import openapiTS, { astToString } from "openapi-typescript";
import { afterAll, beforeAll, expect, test } from "vitest";

const packageFolder = join(import.meta.dirname, "..");
// Within the package, so that the generated files find openapi-fetch.
const home = join(packageFolder, "dist");
const document = new URL("../../../docs/openapi.json", import.meta.url);

/** Each call leaves out optional keys, and reads keys of the answer. */
const calls = `
import type { Client } from "openapi-fetch";
import type { components, paths } from "./api.ts";

type Schemas = components["schemas"];
type Mission = Schemas["Mission"];
type Finding = Schemas["Finding"];

export async function makeCalls(client: Client<paths>) {
  const artist = await client.POST("/artists", { body: { name: "Camille Fontaine" } });
  if (artist.data === undefined) throw new Error(artist.error.detail);
  const { id: artist_id, availabilities }: Schemas["Artist"] = artist.data;

  await client.POST("/artists", { body: { id: null, name: "Yann Le Goff", availabilities: [] } });
  const listed = await client.GET("/artists", { params: { query: { q: "camille" } } });
  const names: string[] = (listed.data ?? []).map(({ name }) => name);

  const venue = await client.POST("/venues", {
    body: { name: "Théâtre du Pont", time_zone: "Europe/Paris" },
  });
  const project = await client.POST("/projects", { body: { title: "Le Songe" } });
  const mission = await client.POST("/missions", {
    body: {
      venue_id: venue.data?.id ?? "",
      project_id: project.data?.id,
      title: "Montage son",
      kind: "montage",
      starts_at: "2027-07-14T09:00:00",
      ends_at: "2027-07-14T13:00:00",
      positions: [{}],
    },
  });
  const position_id = mission.data?.positions[0]?.id ?? "";
  const placed = await client.POST("/engagements", {
    body: { engagements: [{ position_id, artist_id, status: "confirmed" }] },
  });
  const status: Schemas["Engagement"]["status"] | undefined =
    placed.data?.outcomes[0]?.engagement?.status;

  const full = await client.POST("/engagements", {
    body: { engagements: [{ position_id, artist_id, status: "confirmed" }] },
  });
  const conflict = full.error as Refused<"/engagements", "post", 409> | undefined;
  const findings: Finding[] = conflict?.current?.findings ?? [];
  const rules: string[] = findings.map(({ rule }) => rule);

  const stale = await client.PATCH("/missions/{mission_id}", {
    params: { path: { mission_id: mission.data?.id ?? "" }, header: { "If-Match": '"99"' } },
    body: { title: "Montage lumière" },
  });
  const refused = { status: stale.response.status, code: stale.error?.code };
  const now = (stale.error as Refused<"/missions/{mission_id}", "patch", 412> | undefined)?.current;
  const current: Mission | undefined = now;

  // @ts-expect-error -- a new artist has a name
  await client.POST("/artists", { body: {} });
  return { availabilities, names, status, rules, refused, title: current?.title };
}

type Refused<
  Path extends keyof paths,
  Method extends keyof paths[Path],
  Status extends number,
> = paths[Path][Method] extends {
  responses: Record<Status, { content: { "application/problem+json": infer Problem } }>;
}
  ? Problem
  : never;
`;

beforeAll(async () => {
  await mkdir(home, { recursive: true });
  await writeFile(
    join(home, "api.ts"),
    astToString(await openapiTS(await readFile(document, "utf8"))),
  );
  await writeFile(join(home, "calls.ts"), calls);
});

afterAll(() => rm(home, { recursive: true }));

test("generated types compile with strict calls, without flags", async () => {
  const compilerOptions = {
    strict: true,
    noUncheckedIndexedAccess: true,
    module: "nodenext",
    target: "es2022",
    lib: ["esnext", "dom", "dom.iterable"],
    types: [],
    allowImportingTsExtensions: true,
    noEmit: true,
  };
  const project = JSON.stringify({ compilerOptions, files: ["calls.ts"] });
  await writeFile(join(home, "tsconfig.json"), project);
  // Not the compiler beside openapi-typescript, which takes ten times as long.
  const compiler = join(packageFolder, "../../node_modules/typescript/bin/tsc");
  const output = await promisify(execFile)(process.execPath, [compiler, "--project", home]).then(
    ({ stdout }) => stdout,
    ({ stdout }: { stdout: string }) => stdout,
  );
  expect(output).toBe("");
});

test("each 412 has the type of the thing as it is now", async () => {
  const { paths }: { paths: Record<string, Record<string, { responses: object }>> } = JSON.parse(
    await readFile(document, "utf8"),
  );
  const stale = Object.values(paths)
    .flatMap((operations) => Object.values(operations))
    .flatMap(({ responses }) => Object.entries(responses))
    .filter(([status]) => status === "412")
    .map(([, response]) => JSON.stringify(response));
  expect(stale.length).toBeGreaterThan(15);
  for (const response of stale)
    expect(response).toMatch(/"current":\{.*#\/components\/schemas\/[A-Z]/);
});

test("answers match the generated types", async () => {
  const DATABASE_URL = await createTestDatabase();
  const app = await buildApp(readConfig({ DATABASE_URL, LOG_LEVEL: "silent" }));
  afterAll(() => app.close());
  const { makeCalls }: { makeCalls: (client: object) => Promise<unknown> } = await import(
    join(home, "calls.ts")
  );
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  expect(await makeCalls(createClient({ baseUrl: `${address}/api/v1` }))).toEqual({
    availabilities: [],
    names: ["Camille Fontaine"],
    status: "confirmed",
    rules: expect.arrayContaining(["overlap"]),
    refused: { status: 412, code: "stale" },
    title: "Montage son",
  });
});
