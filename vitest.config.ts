/**
 * Three projects: `unit` stands beside what it tests, `integration` crosses folders, `browser` plays in Chromium. With
 * FUZZ_SCALE=100 every property test tries 100 times as many cases, and has 100 times as long for them.
 */
import { defineConfig } from "vitest/config";
import { FUZZ_SCALE } from "./tests/harness/fuzz.ts";

export default defineConfig({
  test: {
    reporters: ["default", "./tests/harness/totalsReporter.ts"],
    allowOnly: false,
    setupFiles: ["tests/harness/fuzzSetup.ts"],
    testTimeout: 10_000 * FUZZ_SCALE,
    projects: [
      { test: { name: "unit", include: ["{shared,server,client,tools,bench}/**/*.test.ts"] } },
      {
        test: {
          name: "integration",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/browser/**"],
          testTimeout: 30_000 * FUZZ_SCALE,
        },
      },
      {
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          globalSetup: ["tests/harness/browserSetup.ts"],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
