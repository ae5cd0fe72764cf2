/** `npm run check`: everything that can be judged without playing, side by side, each failure with its remedy. */
import { exec } from "node:child_process";

interface Check {
  readonly name: string;
  readonly command: string;
  readonly remedy: string;
}

const CHECKS: readonly Check[] = [
  { name: "types", command: "tsc --noEmit", remedy: "Mend the types named above." },
  {
    name: "lint",
    command: "oxlint",
    remedy: "Mend what is named above; `npm run lint -- --fix` mends what it can.",
  },
  { name: "format", command: "oxfmt --check", remedy: "Run `npm run format`." },
  {
    name: "lockfile",
    command: "node tools/checkLockfile.ts",
    remedy:
      "Pin the newest version of the package whose parts are all published, then `npm install`.",
  },
  {
    name: "dead code",
    command: "knip --no-progress",
    remedy: "Delete what nobody uses, or drop its `export` where only its own file does.",
  },
  {
    name: "architecture",
    command: "vitest run --reporter=dot tests/architecture.test.ts",
    remedy:
      "Move the code to where its imports are allowed: tests/architecture.test.ts has the table.",
  },
];

interface Verdict extends Check {
  readonly passed: boolean;
  readonly output: string;
  readonly seconds: string;
}

function judge(check: Check): Promise<Verdict> {
  const startMs = performance.now();
  return new Promise((resolve) => {
    exec(check.command, { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
      resolve({ ...check, passed: error === null, output: stdout + stderr, seconds });
    });
  });
}

const verdicts = await Promise.all(CHECKS.map(judge));
const failures = verdicts.filter(({ passed }) => !passed);
for (const { name, command, output } of failures) {
  console.log(`\n--- ${name}: ${command}\n${output.trim()}`);
}
console.log();
for (const { name, passed, seconds, remedy } of verdicts) {
  console.log(
    `${passed ? "ok    " : "FAILED"} ${name} (${seconds} s)${passed ? "" : `. ${remedy}`}`,
  );
}
process.exitCode = failures.length > 0 ? 1 : 0;
