/** The page for operators, on a phone: logging in, seeing who is there, sending somebody away. */
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import WebSocket from "ws";
import { encodeClientMessage } from "#shared/protocol/codec.ts";
import { CloseCode } from "#shared/protocol/closing.ts";
import { USUAL_TABLE } from "#shared/protocol/messages.ts";
import { computeProtocolId } from "../../server/protocolId.ts";
import { findViolations, prepareAxe } from "../harness/axe.ts";
import { openBrowser } from "../harness/browser.ts";
import { ServerProcess } from "../harness/serverProcess.ts";

const SECRET = "a secret for the page";
const PHONE = { width: 360, height: 740 };
/** As a name it is harmless only as long as nobody takes it for markup. */
const EVE = "<b>Eve</b>";

let browser: Browser;
let page: Page;
let server: ServerProcess;
let folder: string;
const faults: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "carom-admin-"));
  const config = join(folder, "carom.toml");
  writeFileSync(config, `admin-secret = "${SECRET}"\n`);
  server = await ServerProcess.start("--config", config);
  browser = await openBrowser();
  page = await browser.newPage({ viewport: PHONE });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  await page.goto(`${server.url}admin`);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** Somebody who plays, as far as the server can tell. */
async function play(): Promise<WebSocket> {
  const socket = new WebSocket(`${server.url.replace("http", "ws")}play`);
  await once(socket, "open");
  const hello = { name: EVE, room: "", token: "", isWatching: false, password: "", playerKey: "" };
  const protocolId = computeProtocolId();
  socket.send(encodeClientMessage({ type: "hello", protocolId, ...hello, ...USUAL_TABLE }));
  await once(socket, "message");
  return socket;
}

async function logIn(secret: string): Promise<void> {
  await page.fill("#name", "olga");
  await page.fill("#secret", secret);
  await page.click("#login button");
}

test("a wrong secret is told, and the right one lets in after a moment", async () => {
  await logIn("not the secret of this server");
  await page.locator("#trouble", { hasText: "wrong secret" }).waitFor();
  const isIn = page.locator("#level", { hasText: "You may operate" });
  const hasToWait = page.locator("#trouble", { hasText: "wait, then try again" });
  while (!(await isIn.isVisible())) {
    await logIn(SECRET);
    await isIn.or(hasToWait).waitFor();
  }
  await page.locator("#rooms", { hasText: "No room is open." }).waitFor();
  expect(await page.locator("#login").isVisible()).toBe(false);
});

test("who plays is there with buttons, fits on the screen, and is sent away by one", async () => {
  const eve = await play();
  const closed = once(eve, "close").then(([code]) => code as number);
  await page.locator("li", { hasText: EVE }).waitFor();
  expect(await page.locator("#rooms b").count()).toBe(0);
  await page.click(`[aria-label="Mute: ${EVE}"]`);
  await page.locator("li", { hasText: "muted" }).waitFor();
  await page.click("[aria-label^='Pause: ']");
  await page.locator("#rooms", { hasText: "paused" }).waitFor();
  await page.click("[aria-label^='Go on: ']");
  await page.locator("#rooms", { hasText: /warmup|countdown|playing/ }).waitFor();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBe(0);
  await prepareAxe(page);
  expect(await findViolations(page)).toEqual([]);
  await page.click(`[aria-label="Kick: ${EVE}"]`);
  expect(await closed).toBe(CloseCode.removed);
  await page.locator("#log", { hasText: "was sent away." }).waitFor();
  await page.locator("li", { hasText: EVE }).waitFor({ state: "detached" });
});

test("commands are typed, too, and a server that stops is told", async () => {
  await page.fill("#line", "say all Good night");
  await page.keyboard.press("Enter");
  await page.locator("#log", { hasText: "Said in 1 room." }).waitFor();
  await server.stop();
  await page.locator("#trouble", { hasText: "the server is stopping" }).waitFor();
  expect(faults).toEqual([]);
});
