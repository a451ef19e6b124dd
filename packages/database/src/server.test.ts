import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";

test("a process that fails after it used a temporary server has a non-zero exit code", async () => {
  const program = `
    import { startTemporaryServer } from ${JSON.stringify(import.meta.resolve("./server.ts"))};
    const server = await startTemporaryServer(["-c", "fsync=off"]);
    await server.stop();
    process.exitCode = 3;
  `;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program]);
  expect(await once(child, "exit")).toEqual([3, null]);
});
