import { deepStrictEqual, notStrictEqual, strictEqual } from "node:assert/strict";
import { createArtist } from "@coulisses/api/artists/commands";
import { ArtistCreate } from "@coulisses/api/artists/schema";
import { change } from "@coulisses/api/kit/change";
import type { AuthorizedContext } from "@coulisses/api/kit/context";
import { appRouter } from "@coulisses/api/router";
import { type Database, transact } from "@coulisses/database";
import type pg from "pg";
import { asOwner, type Bench, copyDatabase } from "./bench.ts";
import { watchWaiting } from "./lock-waits.ts";
import { authorizedContext, openAsServer } from "./ours.ts";
import { repeat } from "./repeat.ts";
import { comparison, type Measured, sideBySide } from "./side-by-side.ts";
import { median, type Sample } from "./statistics.ts";
import { comparisonHead, table } from "./table.ts";

const writerCounts = [1, 16];

/** A way to write the audit log, with its own database. */
interface Way {
  title: string;
  database: "unrecorded" | "recorded" | "queued";
}

const ways: Way[] = [
  { title: "(a) no record", database: "unrecorded" },
  { title: "(b) our record, of several chains", database: "recorded" },
  { title: "(c) a record of one chain", database: "queued" },
];

/** Writers in one organisation, each with its own connection. */
interface Writers extends Way {
  contexts: AuthorizedContext[];
  close: () => Promise<void>;
}

interface RecordSample extends Sample {
  /** How many writers waited for another, on average. */
  waiting: number;
  /** How many chains the audit log had in the end. */
  chains: number;
}

/** The cost of the audit log for writers in one organisation, and whether they wait for each other. */
export async function measureRecord(bench: Bench): Promise<string> {
  const all: Writers[] = [];
  const rows: string[][] = [];
  try {
    for (const way of ways) all.push(await openWriters(bench, way));
    for (const count of writerCounts) {
      const variants = all.map((writers) => ({
        title: writers.title,
        measure: () => measureWriters(bench, writers, count),
      }));
      rows.push(...rowsOf(count, await sideBySide(variants, bench.options.rounds)));
    }
    for (const writers of all) await verifyRecord(writers);
  } finally {
    await Promise.all(all.map((writers) => writers.close()));
  }
  const head = ["Writers", "", ...comparisonHead("transactions/s", "(a)"), "waiting", "chains"];
  return table(head, rows);
}

function rowsOf(count: number, measured: Measured<RecordSample>[]): string[][] {
  return comparison(measured).map((cells, place) => {
    const rounds = measured[place]?.rounds ?? [];
    const waiting = median(rounds.map((round) => round.waiting));
    const chains = String(rounds.at(-1)?.chains);
    return [String(count), ...cells, waiting.toFixed(1), chains];
  });
}

async function openWriters(bench: Bench, way: Way): Promise<Writers> {
  const url = await copyDatabase(bench, way.database);
  if (way.database === "queued") await asOwner(url, queueWriters);
  const databases: Database[] = [];
  const contexts: AuthorizedContext[] = [];
  while (databases.length < Math.max(...writerCounts)) {
    const database = await openAsServer(url);
    databases.push(database);
    contexts.push(await authorizedContext(database.db, "artists.create"));
  }
  const close = async () => void (await Promise.all(databases.map((each) => each.close())));
  const writers = { ...way, contexts, close };
  // Concurrent first events would each begin a chain, even if writers should queue.
  for (const context of contexts.slice(0, 1)) await write(writers, context);
  return writers;
}

/** Has a writer take the first chain, and wait while another holds it. */
async function queueWriters(database: pg.Client): Promise<void> {
  const { rows } = await database.query<{ text: string }>(
    "select pg_get_functiondef('record_change'::regproc) as text",
  );
  const text = rows[0]?.text ?? "";
  const queueing = text.replace(" skip locked", "");
  notStrictEqual(queueing, text, "record_change skips no lock");
  await database.query(queueing);
}

async function measureWriters(
  { database, options, postgres }: Bench,
  writers: Writers,
  count: number,
): Promise<RecordSample> {
  const workers = writers.contexts.slice(0, count).map((context) => () => write(writers, context));
  const stopWatching = watchWaiting(database, writers.database);
  const sample = await repeat(workers, { ...options, postgres });
  const waiting = await stopWatching();
  return { ...sample, waiting, chains: await countChains(writers) };
}

async function countChains({ contexts: [context] }: Writers): Promise<number> {
  const chains = context?.db.selectFrom("audit_chains").select("chain");
  return (await chains?.execute())?.length ?? 0;
}

/** @throws AssertionError unless each artist's creation, and nothing else, is on record */
async function verifyRecord({ database, contexts: [context] }: Writers): Promise<void> {
  if (context === undefined || database === "unrecorded") return;
  const { events, faults } = await appRouter.createCaller(context).audit.verify();
  deepStrictEqual(faults, []);
  const written = await context.db
    .selectFrom("artists")
    .select((eb) => eb.fn.countAll<string>().as("count"))
    .where("name", "=", artist.name)
    .executeTakeFirstOrThrow();
  strictEqual(events, Number(written.count));
}

const artist = ArtistCreate.parse({
  name: "Camille Fontaine",
  availabilities: [
    { start: "2027-07-14T09:00", end: "2027-07-14T18:00" },
    { start: "2027-07-15T09:00", end: "2027-07-15T18:00" },
    { start: "2027-07-16T09:00", end: "2027-07-16T18:00" },
  ],
});

function write({ database }: Way, context: AuthorizedContext): Promise<unknown> {
  const isRecorded = database !== "unrecorded";
  return isRecorded
    ? change(context, (trx) => createArtist(trx, context.organisation.id, artist))
    : transact(context.db, (trx) => createArtist(trx, context.organisation.id, artist));
}
