import { deepStrictEqual, strictEqual } from "node:assert/strict";
import { appRouter } from "@coulisses/api/router";
import type { Request } from "autocannon";
import type { Bench } from "./bench.ts";
import { contenders, scripts } from "./contenders.ts";
import { load } from "./load.ts";
import { contextOf, openAsServer } from "./ours.ts";
import { type ServerProcess, startServer } from "./server-process.ts";
import { type Measured, sideBySide } from "./side-by-side.ts";
import { cpuRatio, type Ratio } from "./statistics.ts";
import { workloadsOf } from "./workloads.ts";

/** For each of our doors, one read: with AUTH=open, and with a key and AUTH=required. The ratio is of CPU time. */
export type Authentication = Record<"rest" | "trpc", { measured: Measured[]; ratio: Ratio }>;

/** Requests are counted, as by default, but the limit is never reached. */
const mostRequests = "999999999";

/** This many times more rounds, each as much shorter: the difference is small. */
const finer = 4;

/** Measures the cost of authentication. */
export async function measureAuthentication(bench: Bench): Promise<Authentication> {
  const { environment, options, postgres } = bench;
  const settings = { ...options, seconds: options.seconds / finer, postgres };
  const authorization = `Bearer ${await makeKey(bench.url)}`;
  const open = await startServer(scripts.coulisses, environment);
  const guarded = { ...environment, AUTH: "required", AUTH_SECRET: crypto.randomUUID() };
  const required = await startServer(scripts.coulisses, { ...guarded, RATE_LIMIT: "0" });
  const counted = await startServer(scripts.coulisses, { ...guarded, RATE_LIMIT: mostRequests });
  const measureDoor = async (door: "rest" | "trpc") => {
    const requests = requestsOf(bench, door);
    const withKey = requests.map((request) => ({ ...request, headers: { authorization } }));
    await verifyAnswers({ open, required, counted }, withKey);
    const measured = await sideBySide(
      [
        { title: "AUTH=open", measure: () => load(open, requests, settings) },
        { title: "AUTH=required, by key", measure: () => load(required, withKey, settings) },
        { title: "the same, counted", measure: () => load(counted, withKey, settings) },
      ],
      options.rounds * finer,
    );
    const [asAnybody, byKey] = measured;
    return { measured, ratio: cpuRatio(byKey?.rounds ?? [], asAnybody?.rounds ?? []) };
  };
  try {
    return { rest: await measureDoor("rest"), trpc: await measureDoor("trpc") };
  } finally {
    await Promise.all([open.stop(), required.stop(), counted.stop()]);
  }
}

async function makeKey(url: string): Promise<string> {
  const database = await openAsServer(url);
  try {
    const api = appRouter.createCaller(await contextOf(database.db));
    const { key } = await api.keys.create({ name: "Bench", role: "planner" });
    return key;
  } finally {
    await database.close();
  }
}

function requestsOf({ season }: Bench, door: "rest" | "trpc"): Request[] {
  const contender = contenders.find(({ name }) => name === door);
  const workload = workloadsOf(season).find(({ name }) => name === "one-artist");
  if (contender === undefined || workload === undefined) throw new Error(`${door} reads no artist`);
  return workload.operations.map((operation) => contender.request(operation));
}

/** @throws AssertionError unless the key is required and counted, and the answers are equal */
async function verifyAnswers(
  { open, required, counted }: Record<"open" | "required" | "counted", ServerProcess>,
  [withKey]: Request[],
): Promise<void> {
  const { path = "", headers = {} } = withKey ?? {};
  const refused = await fetch(required.url + path);
  strictEqual(refused.status, 401, `${path} answers without a key`);
  const asAnybody = await fetch(open.url + path);
  const byKey = await fetch(required.url + path, { headers });
  deepStrictEqual(await byKey.json(), await asAnybody.json(), `${path} answers otherwise by key`);
  const { headers: count } = await fetch(counted.url + path, { headers });
  strictEqual(count.get("ratelimit-limit"), mostRequests, `${path} is not counted`);
}
