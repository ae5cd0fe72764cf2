/** axe-core in a page: every rule that it has, advice included. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const SOURCE = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

declare global {
  interface Window {
    axe: { run(options: RunOptions): Promise<AxeResults> };
  }
}

/** Makes it ready in a page that was just loaded. A policy of the page's own does not keep it out. */
export async function prepareAxe(page: Page): Promise<void> {
  const isThere = await page.evaluate(() => "axe" in window);
  if (!isThere) await page.evaluate(await readFile(SOURCE, "utf8"));
}

/** One line for each element that breaks a rule. `rules`: these alone; else all. */
export async function findViolations(page: Page, rules?: readonly string[]): Promise<string[]> {
  const options: RunOptions = { resultTypes: ["violations"] };
  if (rules) options.runOnly = { type: "rule", values: [...rules] };
  const { violations } = await page.evaluate((o) => window.axe.run(o), options);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => {
      const why = failureSummary?.split("\n").slice(1).join("; ").trim() ?? "";
      return `${id}: ${target.join(" ")}: ${why}`;
    }),
  );
}
