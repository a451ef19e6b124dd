import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/*/src/**/*.test.ts", "apps/*/src/**/*.test.ts"],
    globalSetup: "packages/database/src/testing.ts",
    coverage: {
      include: ["packages/*/src/**", "apps/server/src/**"],
      exclude: ["**/*.test.ts", "**/factory.ts", "packages/database/src/testing.ts"],
      reporter: ["text-summary", "lcov"],
      thresholds: { lines: 90, branches: 90 },
    },
  },
});
