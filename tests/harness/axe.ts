/** axe-core in a page: every rule that it has, advice included. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import type { Settings } from "../../client/ui/settings.ts";
import type { GalleryPage } from "./gallery.ts";

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

/** For all screens that there are, one after the other. */
export const ALL_SCENES_TIMEOUT_MS = 240_000;
const COLORS = ["color-contrast"];

/** What axe says against any screen of the gallery, and against which: by all rules, or by those that colours can break. */
export async function findGalleryViolations(
  gallery: GalleryPage,
  settings: Partial<Settings>,
  what: "all" | "colors" = "all",
): Promise<string[]> {
  const found: string[] = [];
  for (const scene of await gallery.scenes) {
    await gallery.show(scene, "en", settings);
    if (what === "colors") await gallery.flatten();
    const violations = await findViolations(gallery.page, what === "colors" ? COLORS : undefined);
    found.push(...violations.map((violation) => `${scene}: ${violation}`));
  }
  return found;
}
