/** A Chromium without a screen, drawing WebGL in software: what browser tests open their pages in. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
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
 * only here is a tab behind another really hidden. Its first context has those tabs.
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

async function startPlainBrowser(): Promise<PlainBrowser> {
  const profile = await mkdtemp(join(tmpdir(), "carom-browser-"));
  const place = ["--headless", "--remote-debugging-port=0", `--user-data-dir=${profile}`];
  const child = spawn(inject("browserPath"), [...place, "--no-first-run", ...CHROMIUM_ARGS], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const end = (): void => void child.kill("SIGKILL");
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
