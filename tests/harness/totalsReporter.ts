/** Closes a test run with its totals alone on the last line: `12 passed, 0 failed`. */
import type { Reporter, TestModule } from "vitest/node";

export default class TotalsReporter implements Reporter {
  /** A file that does not load and an error outside every test count as one failure each. */
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    for (const module of modules) {
      failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed++;
        if (state === "failed") failed++;
      }
    }
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  }
}
