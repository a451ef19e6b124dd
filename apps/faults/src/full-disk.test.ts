import { execFileSync } from "node:child_process";
import { mkdtemp, open as openFile, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { Api } from "./api.ts";
import { Postgres } from "./postgres.ts";
import { expectNothingLost } from "./verdict.ts";
import { Ledger, startWriters } from "./writers.ts";

const disk = await mkdtemp(join(tmpdir(), "faults-disk-"));
const isMounted = mount();

/** A small disk, which only root can make. */
function mount(): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=256m", "tmpfs", disk], { stdio: "ignore" });
    execFileSync("chmod", ["777", disk]);
    return true;
  } catch {
    return false;
  }
}

afterAll(async () => {
  if (isMounted) execFileSync("umount", ["--lazy", disk]);
  await rm(disk, { recursive: true, force: true });
});

test.skipIf(!isMounted)(
  "a full disk under the database is 503, and over when there is space (needs root)",
  async () => {
    const postgres = await Postgres.create({
      parent: disk,
      flags: ["-c", "wal_recycle=off", "-c", "max_wal_size=64MB", "-c", "min_wal_size=32MB"],
    });
    afterAll(() => postgres.remove());
    const api = await Api.start({ DATABASE_URL: postgres.url() });
    const ledger = new Ledger();
    const load = startWriters(ledger, () => api.url);
    while (ledger.acknowledged.size < 50) await setTimeout(10);
    const ballast = join(disk, "ballast");
    await fill(ballast);
    while (!ledger.answers.has(503)) await setTimeout(10);
    await setTimeout(1000);
    await rm(ballast);
    // A server that could not recover has ended: its supervisor starts it again.
    if (!postgres.isRunning) await postgres.start();
    ledger.fault();
    while (ledger.isRecovering) await setTimeout(5);
    const so_far = ledger.acknowledged.size;
    while (ledger.acknowledged.size < so_far + 50) await setTimeout(10);
    expect(api.isRunning).toBe(true);
    await load.stop();
    expect(await api.stop()).toBe(0);
    await expectNothingLost("disk full under the database", postgres.url(), ledger);
  },
);

/** Fills the remaining space. */
async function fill(path: string): Promise<void> {
  const { bavail, bsize } = await statfs(disk);
  const file = await openFile(path, "w");
  try {
    const piece = Buffer.alloc(bsize);
    for (let written = 0; written < bavail; written += 1) await file.write(piece);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
  } finally {
    await file.close();
  }
}
