import { defineConfig } from "vitest/config";
import type { Reporter } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /**
     * The factor for the number of runs of long properties and races: 10 in `pnpm test:long`
     * (`vitest --mode whole`), otherwise 1.
     *
     * @example fc.assert(property, { numRuns: 16 * inject("effort") });
     */
    effort: number;
  }
}

/** Prints the numbers of tests as the last line of the output, after the coverage. */
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
    include: ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.ts", "scripts/**/*.test.ts"],
    // `pnpm test:faults` runs these.
    exclude: [
      "**/node_modules/**",
      "apps/faults/**",
      // The long run alone opens a browser, and bundles the packages as they are published: both take long.
      ...(mode === "whole" ? [] : ["**/*.browser.test.ts", "**/package.test.ts"]),
    ],
    globalSetup: ["packages/database/src/testing.ts", "apps/web/build.ts"],
    // Files of one worker share the modules, because importing the API takes longer than most files.
    isolate: false,
    // A cache of compiled modules for the servers that tests start as processes.
    env: { NODE_COMPILE_CACHE: `${import.meta.dirname}/node_modules/.cache/node` },
    provide: { effort: mode === "whole" ? 10 : 1 },
    // No test asserts a time, because machines may be slow. The limit only ends a test that hangs.
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
