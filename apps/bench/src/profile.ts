import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Bench } from "./bench.ts";
import { contenders, scripts } from "./contenders.ts";
import { load } from "./load.ts";
import { startServer } from "./server-process.ts";
import type { Workload } from "./workloads.ts";

interface CpuProfile {
  nodes: {
    id: number;
    callFrame: { functionName: string; url: string; lineNumber: number };
    children?: number[];
  }[];
  samples: number[];
  timeDeltas: number[];
}

/** Loads a server under the sampling profiler; prints where its time went, and keeps the profile. */
export async function profileServer(
  { environment, options, postgres }: Bench,
  workload: Workload,
): Promise<void> {
  const contender = contenders.find(({ name }) => name === options.contender);
  if (contender === undefined) throw new Error(`There is no contender called ${options.contender}`);
  const directory = await mkdtemp(join(tmpdir(), "coulisses-profile-"));
  const flags = ["--cpu-prof", `--cpu-prof-dir=${directory}`];
  const server = await startServer(scripts[contender.server], environment, flags);
  const requests = workload.operations.map((operation) => contender.request(operation));
  const { perSecond } = await load(server, requests, { ...options, postgres });
  await server.stop();
  const [file] = await readdir(directory);
  if (file === undefined) throw new Error("The server left no profile");
  const path = join(directory, file);
  console.log(
    `${workload.title}, ${contender.title}: ${Math.round(perSecond)} requests/s under the profiler`,
  );
  console.log(`Open in a browser's developer tools, under Performance: ${path}\n`);
  const cpuProfile: CpuProfile = JSON.parse(await readFile(path, "utf8"));
  const requestCount = perSecond * options.seconds;
  const print = (title: string, times: [string, number][]) => {
    console.log(`${title}, µs per request:`);
    for (const [place, time] of times.slice(0, 30))
      console.log(`${(time / requestCount).toFixed(1).padStart(8)}  ${place}`);
    console.log();
  };
  print("By package, with what it calls in Node itself", selfTimes(cpuProfile, ownersOf));
  print("By function, itself only", selfTimes(cpuProfile, placesOf));
}

/** The time in µs by place in the code, the longest first. */
function selfTimes(
  profile: CpuProfile,
  placesIn: (nodes: CpuProfile["nodes"]) => Map<number, string>,
): [string, number][] {
  const places = placesIn(profile.nodes);
  const times = new Map<string, number>();
  for (const [i, sample] of profile.samples.entries()) {
    const place = places.get(sample) ?? "";
    if (place === "(idle)") continue;
    times.set(place, (times.get(place) ?? 0) + (profile.timeDeltas[i] ?? 0));
  }
  return Array.from(times).toSorted(([, a], [, b]) => b - a);
}

function placesOf(nodes: CpuProfile["nodes"]): Map<number, string> {
  return new Map(
    nodes.map(({ id, callFrame: { functionName, url, lineNumber } }) => {
      const file = url.split("/node_modules/").at(-1) ?? url;
      const name = functionName || "(anonymous)";
      return [id, url === "" ? name : `${name}  ${file}:${lineNumber + 1}`];
    }),
  );
}

/** The package of each node: Node's own functions count as their caller's. */
function ownersOf(nodes: CpuProfile["nodes"]): Map<number, string> {
  const owners = new Map<number, string>();
  // A profile lists callers before what they call.
  for (const { id, callFrame, children = [] } of nodes) {
    const owner = packageOf(callFrame.url) ?? owners.get(id) ?? callFrame.functionName;
    owners.set(id, owner);
    for (const child of children) owners.set(child, owner === "(root)" ? "Node itself" : owner);
  }
  for (const { id, callFrame } of nodes)
    if (/^\((?:idle|garbage collector|program)\)$/.test(callFrame.functionName))
      owners.set(id, callFrame.functionName);
  return owners;
}

function packageOf(url: string): string | undefined {
  const inModules = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  return inModules ?? /\/((?:apps|packages)\/[^/]+)\/src\//.exec(url)?.[1];
}
