import { defineConfig } from "vitest/config";
import { lastLine } from "../../vitest.config.ts";

/** Faults are injected into real processes, one scenario after the other: they share two cores. */
export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ["src/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    reporters: ["default", lastLine],
    // Each scenario says what it did.
    disableConsoleIntercept: true,
  },
});
