/** Before the first browser test, once a run: a browser to open and the page to open in it. */
import type { TestProject } from "vitest/node";
import { findBrowser } from "./findBrowser.ts";

export default async function prepare(project: TestProject): Promise<void> {
  project.provide("browserPath", await findBrowser());
}
