/** A Chromium without a screen, drawing WebGL in software: what browser tests open their pages in. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { inject } from "vitest";
import { CHROMIUM_ARGS } from "./chromiumArgs.ts";

declare module "vitest" {
  interface ProvidedContext {
    browserPath: string;
  }
}

/**
 * What draws WebGL need not put the page together as well: in software that is most of the work. Not in a plain browser:
 * there one of two pages lost its connection when it was tried.
 */
const PAGES_WITHOUT_GPU = [
  "--disable-gpu-compositing",
  "--disable-gpu-rasterization",
  "--disable-accelerated-2d-canvas",
];

/** On Windows a process of its own group would have a window of its own, too. */
const CAN_LEAD_A_GROUP = process.platform !== "win32";

const ENDPOINT = /DevTools listening on (ws:\S+)/;

/** Starts the browser that was found for this run. Close it in `afterAll`. */
export function openBrowser(...args: string[]): Promise<Browser> {
  return chromium.launch({
    executablePath: inject("browserPath"),
    args: [...CHROMIUM_ARGS, ...PAGES_WITHOUT_GPU, ...args],
  });
}

export interface PlainBrowser {
  browser: Browser;
  close(): Promise<void>;
}

/**
 * A browser that was started like anybody's: Playwright tells every page of its own browsers that it is in front, so
 * only here is one in a window put away really hidden. Those of its first context are.
 *
 * One that hangs before it has a page tells nothing of the game: it is started once more, and that is said.
 */
export async function openPlainBrowser(): Promise<PlainBrowser> {
  try {
    return await startPlainBrowser();
  } catch (error) {
    process.stderr.write(`The browser did not start, and is started once more: ${String(error)}\n`);
    return startPlainBrowser();
  }
}

/** Puts the window of a page away, or back; without windows to see, a browser keeps account of them all the same. */
export async function setWindow(page: Page, windowState: "minimized" | "normal"): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { windowId } = await session.send("Browser.getWindowForTarget");
  await session.send("Browser.setWindowBounds", { windowId, bounds: { windowState } });
  await session.detach();
}

async function startPlainBrowser(): Promise<PlainBrowser> {
  const profile = await mkdtemp(join(tmpdir(), "carom-browser-"));
  const place = ["--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`];
  const child = spawn(inject("browserPath"), [...place, "--no-first-run", ...CHROMIUM_ARGS], {
    stdio: ["ignore", "ignore", "pipe"],
    detached: CAN_LEAD_A_GROUP,
  });
  const end = (): void => killAll(child);
  process.once("exit", end);
  const browser = await readEndpoint(child)
    .then((endpoint) => chromium.connectOverCDP(endpoint, { noDefaults: true }))
    .catch((error: unknown) => {
      end();
      throw error;
    });
  const close = async (): Promise<void> => {
    const closed = once(child, "close");
    await browser.close();
    end();
    await closed;
    process.off("exit", end);
    await rm(profile, { recursive: true, force: true, maxRetries: 5 });
  };
  return { browser, close };
}

/** A browser may be started by a script that waits for it, which would end alone. */
function killAll(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  if (CAN_LEAD_A_GROUP) process.kill(-child.pid, "SIGKILL");
  else child.kill("SIGKILL");
}

function readEndpoint(child: ChildProcess): Promise<string> {
  let said = "";
  return new Promise((resolve, reject) => {
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const endpoint = ENDPOINT.exec(said)?.[1];
      if (endpoint !== undefined) resolve(endpoint);
    });
    child.once("error", reject);
    child.once("close", () => reject(new Error(`The browser ended instead of starting:\n${said}`)));
  });
}
