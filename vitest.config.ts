/**
 * Four projects: `unit` stands beside what it tests, `integration` crosses folders, `gallery` looks at screens in Chromium,
 * and `browser` plays there. With FUZZ_SCALE=100 every property test tries 100 times as many cases, and has 100 times as
 * long for them.
 */
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { FUZZ_SCALE } from "./tests/harness/fuzz.ts";

/** A page that nobody plays in keeps one core busy and waits for nothing: these run beside each other. */
const GALLERY = ["fit", "accessibility", "colors", "golden", "webgl"].map(
  (name) => `tests/browser/${name}.test.ts`,
);

/** Vitest keeps a core for itself, which of two leaves one; and many of these tests wait for a server, or for time to pass. */
const WORKERS = Math.max(2, availableParallelism() - 1);

export default defineConfig({
  test: {
    reporters: ["default", "./tests/harness/totalsReporter.ts"],
    allowOnly: false,
    // Node runs the sources in tests as it does in play; what Vite would make of them takes twice as long to run.
    experimental: { viteModuleRunner: false, nodeLoader: false },
    setupFiles: ["tests/harness/fuzzSetup.ts"],
    // A process and modules for each file took longer than most files: they share theirs, and leave nothing in them.
    isolate: false,
    testTimeout: 10_000 * FUZZ_SCALE,
    projects: [
      {
        test: {
          name: "unit",
          maxWorkers: WORKERS,
          include: ["{shared,server,client,tools,bench}/**/*.test.ts"],
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: "integration",
          maxWorkers: WORKERS,
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/browser/**"],
          sequence: { groupOrder: 1 },
          testTimeout: 30_000 * FUZZ_SCALE,
        },
      },
      {
        test: {
          name: "gallery",
          maxWorkers: WORKERS,
          include: [...GALLERY],
          globalSetup: ["tests/harness/browserSetup.ts"],
          sequence: { groupOrder: 2 },
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          exclude: [...GALLERY],
          globalSetup: ["tests/harness/browserSetup.ts"],
          // After the others, one file at a time: a page that draws in software wants the whole machine.
          fileParallelism: false,
          sequence: { groupOrder: 3 },
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
