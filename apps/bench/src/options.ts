import { parseArgs } from "node:util";
import { type ContenderName, contenderNames, isContenderName } from "./contenders.ts";
import { isWorkloadName, type WorkloadName, workloadNames } from "./workloads.ts";

/** How to measure: `pnpm bench --rounds 3 --seconds 1`. */
export interface Options {
  /** Measured rounds, after one more to warm up. */
  rounds: number;
  /** Length of one measurement. */
  seconds: number;
  /** Requests in flight at once, except where cost is measured: there it is one. */
  connections: number;
  /** False if PostgreSQL need not wait for the disk, as in tests. */
  isDurable: boolean;
  /** The study to run. */
  study: Study;
  /** Profile one contender under this workload instead of measuring all. */
  profile: WorkloadName | undefined;
  contender: ContenderName;
}

/** All doors with authentication; or a single study. */
const studies = ["doors", "auth", "rls", "record", "planning", "board"] as const;

export type Study = (typeof studies)[number];

const usage = `pnpm bench [--rounds 5] [--seconds 1.2] [--connections 10] [--no-fsync]
  [--auth | --rls | --record | --planning | --board]
pnpm bench --profile ${workloadNames.join("|")} [--seconds 5]
  [--contender ${contenderNames.join("|")}]`;

/** @throws Error that says how the command is used */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      rounds: { type: "string", default: "5" },
      seconds: { type: "string" },
      connections: { type: "string", default: "10" },
      "no-fsync": { type: "boolean", default: false },
      auth: { type: "boolean", default: false },
      rls: { type: "boolean", default: false },
      record: { type: "boolean", default: false },
      planning: { type: "boolean", default: false },
      board: { type: "boolean", default: false },
      profile: { type: "string" },
      contender: { type: "string", default: "rest" },
    },
  });
  const { profile, contender, seconds = profile === undefined ? "1.2" : "5" } = values;
  if (profile !== undefined && !isWorkloadName(profile)) throw new Error(usage);
  if (!isContenderName(contender)) throw new Error(usage);
  return {
    rounds: Math.ceil(positive(values.rounds)),
    seconds: positive(seconds),
    connections: Math.ceil(positive(values.connections)),
    isDurable: !values["no-fsync"],
    study: studies.find((study) => study !== "doors" && values[study]) ?? "doors",
    profile,
    contender,
  };
}

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(usage);
  return value;
}
