/** A browser plays the golden match to the same hashes as the server: or no prediction would hold. */
import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../harness/browser.ts";
import { bundle } from "../harness/bundle.ts";
import type { ScriptedRun } from "../harness/scriptedMatch.ts";

const GOLDEN_MODULE = new URL("../golden/golden.ts", import.meta.url);
const EXPECTED = new URL("../golden/expected.json", import.meta.url);

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(() => browser.close());

test("the golden match has its hashes in the browser", async () => {
  const page = await browser.newPage();
  const code = await bundle(GOLDEN_MODULE);
  await page.addScriptTag({ type: "module", content: `${code}\nwindow.golden = playGolden();` });
  const golden = await page.waitForFunction("window.golden");
  const { hashes } = (await golden.jsonValue()) as ScriptedRun;
  expect(hashes).toEqual(JSON.parse(await readFile(EXPECTED, "utf8")));
});
