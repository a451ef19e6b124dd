import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";

test("a process that used a temporary server and failed ends as a failure", async () => {
  const program = `
    import { startTemporaryServer } from ${JSON.stringify(import.meta.resolve("./server.ts"))};
    const server = await startTemporaryServer(["-c", "fsync=off"]);
    await server.stop();
    process.exitCode = 3;
  `;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program]);
  expect(await once(child, "exit")).toEqual([3, null]);
});
