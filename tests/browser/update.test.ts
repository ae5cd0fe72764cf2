/** A new build on the server: a page takes all of it or nothing, and the browser keeps the new one from the next start on. */
import { once } from "node:events";
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureClient } from "../../server/clientBuild.ts";
import { send, textReply } from "../../server/transport/reply.ts";
import { answerFrom, loadSite, type Site } from "../../server/transport/site.ts";
import { openBrowser } from "../harness/browser.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PATIENCE = { timeout: 30_000, interval: 1000 };
const KEPT = 'html[data-kept="true"]';

let browser: Browser;
let server: Server;
let address: string;
/** What the server serves now. */
let site: Site;
/** Then a proxy answers in its place. */
let isAway = false;
let folder: string;
let oldScript: string;
let newScript: string;

beforeAll(async () => {
  const built = await ensureClient(ROOT, () => undefined);
  oldScript = readdirSync(join(built, "assets")).find((name) => /^index-.*\.js$/.test(name))!;
  newScript = oldScript.replace(/-.*/, "-AnotherBuild.js");
  folder = mkdtempSync(join(tmpdir(), "carom-update-"));
  rebuild(built);
  site = await loadSite(built);
  server = createServer((request, response) => {
    const reply = isAway ? textReply(502, "Bad gateway") : answerFrom(site, request);
    send(request, response, reply);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  browser = await openBrowser();
});

afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true });
});

/** The same page as if its entry had changed: another name for it, wherever it is named. */
function rebuild(built: string): void {
  cpSync(built, folder, { recursive: true });
  renameSync(join(folder, "assets", oldScript), join(folder, "assets", newScript));
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!/\.(js|html)$/.test(name)) continue;
    const text = readFileSync(join(folder, name), "utf8");
    writeFileSync(join(folder, name), text.replaceAll(oldScript, newScript));
  }
  const worker = join(folder, "service-worker.js");
  const version = /version:[`"](\w{16})/.exec(readFileSync(worker, "utf8"))![1]!;
  writeFileSync(worker, readFileSync(worker, "utf8").replace(version, "another-version"));
}

/** The entry that this page runs, and whether the page came from the browser. */
function look(page: Page): Promise<{ script: string; from: string }> {
  return page.evaluate(() => ({
    script: document.querySelector<HTMLScriptElement>("script[src]")!.src.replace(/.*\//, ""),
    from: document.documentElement.dataset["from"] ?? "server",
  }));
}

async function countCaches(): Promise<number> {
  return (await caches.keys()).length;
}

async function isWaiting(): Promise<boolean> {
  const registration = await navigator.serviceWorker.getRegistration();
  return registration?.waiting?.state === "installed";
}

test("a new build takes over at the next start, whole", async () => {
  const context = await browser.newContext();
  const first = await context.newPage();
  await first.goto(address);
  await first.locator(KEPT).waitFor({ state: "attached" });
  expect(await look(first)).toEqual({ script: oldScript, from: "server" });

  site = await loadSite(folder);
  await first.reload();
  await first.locator(KEPT).waitFor({ state: "attached" });
  expect(await look(first)).toEqual({ script: newScript, from: "server" });

  // The old build is what is kept as long as a page of its worker is open.
  await expect.poll(() => first.evaluate(isWaiting), PATIENCE).toBe(true);
  isAway = true;
  await first.reload();
  expect(await look(first)).toEqual({ script: oldScript, from: "cache" });

  // The new worker takes over when the last page is gone: not before, and a moment after.
  await first.close();
  await expect
    .poll(async () => {
      const page = await context.newPage();
      await page.goto(address);
      const seen = { ...(await look(page)), caches: await page.evaluate(countCaches) };
      await page.close();
      return seen;
    }, PATIENCE)
    .toEqual({ script: newScript, from: "cache", caches: 1 });
  await context.close();
});
