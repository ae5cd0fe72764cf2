/** Before the first browser test, once a run: a browser to open and the page to open in it. */
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";
import { ensureClient } from "../../server/clientBuild.ts";
import { findBrowser } from "./findBrowser.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export default async function prepare(project: TestProject): Promise<void> {
  project.provide("browserPath", await findBrowser());
  await ensureClient(ROOT, (line) => process.stdout.write(`${line}\n`));
}
