import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterAll, expect, test } from "vitest";
import { Api } from "./api.ts";
import { Postgres } from "./postgres.ts";
import { times } from "./random.ts";
import { expectNothingLost } from "./verdict.ts";
import { Ledger, startWriters } from "./writers.ts";

/** The path of the library on Debian. */
const libfaketime = `/usr/lib/${process.arch === "x64" ? "x86_64" : "aarch64"}-linux-gnu/faketime/libfaketime.so.1`;

test.skipIf(!existsSync(libfaketime))(
  "a clock that jumps an hour back and forth loses nothing and stops nothing (needs libfaketime)",
  async () => {
    const postgres = await Postgres.create();
    afterAll(() => postgres.remove());
    const directory = await mkdtemp(join(tmpdir(), "faults-clock-"));
    afterAll(() => rm(directory, { recursive: true }));
    const file = join(directory, "offset");
    await writeFile(file, "+0");
    const api = await Api.start({
      DATABASE_URL: postgres.url(),
      LD_PRELOAD: libfaketime,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: "1",
      // A jump of the wall clock does not change the monotonic clock, which timers use.
      FAKETIME_DONT_FAKE_MONOTONIC: "1",
    });
    const ledger = new Ledger();
    const load = startWriters(ledger, () => api.url);
    for (let jump = 0; jump < times(10); jump += 1) {
      await setTimeout(300);
      const hours = jump % 2 === 0 ? 1 : -1;
      await writeFile(file, `${hours > 0 ? "+" : ""}${hours}h`);
      ledger.fault();
      await untilAhead(api.url, hours);
      while (ledger.isRecovering) await setTimeout(5);
    }
    await load.stop();
    expect(await api.stop()).toBe(0);
    await expectNothingLost("clock jumps of an hour", postgres.url(), ledger);
  },
);

/** Waits until the Date header of a server's answers is some hours ahead of our clock. */
async function untilAhead(url: string, hours: number): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/api/v1/health`);
    const [time = ""] = /\d\d:\d\d:\d\d/.exec(answer.headers.get("date") ?? "") ?? [];
    const ours = Temporal.Now.zonedDateTimeISO("UTC").toPlainTime();
    // The nearer way around the clock.
    const ahead = ((ours.until(time).total("hours") + 36) % 24) - 12;
    if (Math.round(ahead) === hours) return;
    // Node makes the header anew once a second.
    await setTimeout(100);
  }
}
