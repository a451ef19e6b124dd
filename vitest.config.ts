import { defineConfig } from "vitest/config";
import type { Reporter } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /**
     * How many times as often as by default the long properties and races repeat what they do:
     * 10 in `pnpm test:long` (`vitest --mode whole`), else 1.
     *
     * @example fc.assert(property, { numRuns: 16 * inject("effort") });
     */
    effort: number;
  }
}

/** Prints the count of tests as the last line of the output, after the coverage. */
export const lastLine: Reporter = {
  onTestRunEnd(modules) {
    const tests = modules.flatMap(({ children }) => [...children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const line = `Tests: ${count("passed")} passed, ${count("failed")} failed, ${count("skipped")} skipped`;
    process.once("exit", () => process.stdout.write(`${line}\n`));
  },
};

export default defineConfig(({ mode }) => ({
  test: {
    include: ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.ts"],
    // `pnpm test:faults` runs these.
    exclude: ["**/node_modules/**", "apps/faults/**"],
    globalSetup: ["packages/database/src/testing.ts", "apps/web/build.ts"],
    // Files of one worker share the modules: to import the API takes longer than most files.
    isolate: false,
    // Servers that tests start as processes compile what has not changed once.
    env: { NODE_COMPILE_CACHE: `${import.meta.dirname}/node_modules/.cache/node` },
    provide: { effort: mode === "whole" ? 10 : 1 },
    // No test is about time: a slow machine takes longer. The limit only ends a test that hangs.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 600_000 } },
    reporters: ["default", lastLine],
    coverage: {
      include: ["packages/*/src/**", "apps/server/src/**"],
      exclude: ["**/*.test.ts", "**/*factory.ts", "packages/database/src/{server,testing}.ts"],
      reporter: ["text-summary", "lcov"],
      thresholds: { lines: 90, branches: 90 },
    },
  },
}));
