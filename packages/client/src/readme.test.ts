import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createTestDatabase } from "@coulisses/database/testing";
import { buildApp } from "@coulisses/server/app";
import { readConfig } from "@coulisses/server/config";
import { QueryClient } from "@tanstack/react-query";
import { createTRPCOptionsProxy, type TRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { afterAll, describe, expect, test } from "vitest";
import {
  examplesIn,
  importExample,
  printedBy,
  expectedOutput,
} from "../../../scripts/readme-examples.ts";
import {
  createClient,
  type AppRouter,
  type Changed,
  type Finding,
  type Mission,
  type MissionUpdate,
} from "./index.ts";

const app = await buildApp(
  readConfig({ DATABASE_URL: await createTestDatabase(), LOG_LEVEL: "silent" }),
);
const url = await app.listen({ host: "127.0.0.1", port: 0 });
afterAll(() => app.close());

const client = createClient({ url });
const options = { name: "@coulisses/client", sources: import.meta.dirname };
const readme = await readFile(join(import.meta.dirname, "../README.md"), "utf8");
const examples = examplesIn(readme).map((text) => text.replaceAll("http://127.0.0.1:8000", url));

// A test of the client runs the one with a key, on a server that authenticates callers.
test.each(examples.filter((text) => !text.includes("apiKey")))(
  "an example prints what it says: %s",
  async (example) => {
    expect(await printedBy(example, options)).toEqual(expectedOutput(example));
  },
);

/** The example that exports a function. */
function exampleOf(name: string): string {
  return examples.find((text) => text.includes(`function ${name}(`)) ?? "";
}

const { id: venue_id } = await client.venues.create.mutate({ name: "V", time_zone: "UTC" });
const { id: artist_id } = await client.artists.create.mutate({ name: "Yann Le Goff" });

async function missionFrom(starts_at: string, ends_at: string) {
  const given = { venue_id, title: "Montage", kind: "montage" } as const;
  return client.missions.create.mutate({ ...given, starts_at, ends_at, positions: [{}] });
}

async function optionOn({ positions }: Mission): Promise<string> {
  const engagements = positions.map(({ id }) => ({ position_id: id, artist_id }));
  const { outcomes } = await client.engagements.create.mutate({ engagements });
  return outcomes[0]?.engagement?.id ?? "";
}

describe("the example of a conflict", async () => {
  const { confirmOption }: { confirmOption: Confirm } = await importExample(
    exampleOf("confirmOption"),
    options,
  );
  type Confirm = (id: string, reason?: string) => Promise<Pick<Finding, "level" | "message">[]>;

  test("confirms an option, and shows what is in the way of one that overlaps", async () => {
    const first = await optionOn(await missionFrom("2027-07-14T09:00", "2027-07-14T13:00"));
    const second = await optionOn(await missionFrom("2027-07-14T12:00", "2027-07-14T15:00"));
    expect(await confirmOption(first)).toEqual([]);
    const [worst] = await confirmOption(second);
    expect(worst).toMatchObject({
      level: "block",
      message: "Yann Le Goff is confirmed on Montage (V), Wednesday 14 July, 09:00–13:00",
    });
  });

  test("overrides a short rest with a reason", async () => {
    const late = await optionOn(await missionFrom("2027-08-14T18:00", "2027-08-14T23:00"));
    const early = await optionOn(await missionFrom("2027-08-15T07:00", "2027-08-15T10:00"));
    expect(await confirmOption(late)).toEqual([]);
    expect(await confirmOption(early)).toContainEqual(
      expect.objectContaining({ rule: "daily-rest", level: "block" }),
    );
    expect(await confirmOption(early, "The truck is late")).toEqual([]);
  });
});

describe("the example of a stale version", async () => {
  const { updateMission }: { updateMission: Update } = await importExample(
    exampleOf("updateMission"),
    options,
  );
  type IsWanted = (theirs: Mission, mine: MissionUpdate) => Promise<boolean>;
  type Update = (update: MissionUpdate, isWanted: IsWanted) => Promise<Mission>;

  test.each([
    { wanted: true, title: "Mine", version: 3 },
    { wanted: false, title: "Theirs", version: 2 },
  ])("shows both versions; wanted: $wanted", async ({ wanted, title, version }) => {
    const { id: mission_id } = await missionFrom("2027-09-14T09:00", "2027-09-14T13:00");
    await client.missions.update.mutate({ mission_id, title: "Theirs" });
    const shown: unknown[] = [];
    const after = await updateMission(
      { mission_id, title: "Mine", expected_version: 1 },
      async (theirs, mine) => {
        shown.push(theirs.title, mine.title);
        return wanted;
      },
    );
    expect(shown).toEqual(["Theirs", "Mine"]);
    expect(after).toMatchObject({ title, version });
    expect(await client.missions.get.query({ mission_id })).toMatchObject({ title, version });
  });
});

describe("the example of invalidation", async () => {
  const { invalidateChanged }: { invalidateChanged: Invalidate } = await importExample(
    exampleOf("invalidateChanged"),
    options,
  );
  type Queries = { trpc: TRPCOptionsProxy<AppRouter>; queryClient: QueryClient };
  type Invalidate = (changed: Changed, queries: Queries) => Promise<void>;

  test("after a mutation, the queries of what it changed are out of date", async () => {
    const { id: mission_id } = await missionFrom("2027-10-14T09:00", "2027-10-14T13:00");
    const { id: other_id } = await missionFrom("2027-10-15T09:00", "2027-10-15T13:00");
    const queryClient = new QueryClient();
    const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
    const days = { from: "2027-10-14T00:00:00Z", to: "2027-10-16T00:00:00Z" };
    const changed = [
      trpc.missions.get.queryOptions({ mission_id }),
      trpc.missions.list.queryOptions({ venue_id }),
      trpc.calendar.get.queryOptions(days),
    ] as const;
    const same = [
      trpc.missions.get.queryOptions({ mission_id: other_id }),
      trpc.engagements.list.queryOptions({ artist_id }),
      trpc.venues.get.queryOptions({ venue_id }),
    ] as const;
    await Promise.all([
      queryClient.fetchQuery(changed[0]),
      queryClient.fetchQuery(changed[1]),
      queryClient.fetchQuery(changed[2]),
      queryClient.fetchQuery(same[0]),
      queryClient.fetchQuery(same[1]),
      queryClient.fetchQuery(same[2]),
    ]);
    const mutation = queryClient.getMutationCache().build(
      queryClient,
      trpc.missions.update.mutationOptions({
        onSuccess: (answer) => invalidateChanged(answer.changed, { trpc, queryClient }),
      }),
    );
    await mutation.execute({ mission_id, title: "Montage lumière" });
    const isInvalidated = ({ queryKey }: { queryKey: readonly unknown[] }) =>
      queryClient.getQueryState(queryKey)?.isInvalidated;
    expect(changed.map(isInvalidated)).toEqual([true, true, true]);
    expect(same.map(isInvalidated)).toEqual([false, false, false]);
  });
});
