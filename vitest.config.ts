import { defineConfig } from "vitest/config";
import type { Reporter } from "vitest/node";

/** The count of tests as the last line of the output, which coverage would have else. */
const lastLine: Reporter = {
  onTestRunEnd(modules) {
    const tests = modules.flatMap(({ children }) => [...children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const line = `Tests: ${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`;
    process.once("exit", () => process.stdout.write(`${line}\n`));
  },
};

export default defineConfig({
  test: {
    include: ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.ts"],
    globalSetup: "packages/database/src/testing.ts",
    // Time is never what a test is about: a slow machine only takes longer.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    reporters: ["default", lastLine],
    coverage: {
      include: ["packages/*/src/**", "apps/server/src/**"],
      exclude: ["**/*.test.ts", "**/*factory.ts", "packages/database/src/{server,testing}.ts"],
      reporter: ["text-summary", "lcov"],
      thresholds: { lines: 90, branches: 90 },
    },
  },
});
