/**
 * The path of a Chromium that starts on this machine. Looks where the person says (BROWSER_PATH), on the PATH, in the
 * usual places and where Playwright keeps its own; failing that installs one; failing that says what to do.
 *
 * One without windows (a headless shell) is the same browser with less around it: its pages are there in 2.2 s instead of
 * 3.7 s.
 */
import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { chromium } from "playwright-core";

/** What the search asks of the machine, so that tests can put another in its place. */
export interface Machine {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Where Playwright's own browser is, or would be. */
  readonly playwrightPath: string;
  /** True on Debian and its kin when this process may install packages. */
  readonly canInstallPackages: boolean;
  /** Whether a browser starts from this path. */
  starts(path: string): Promise<boolean>;
  /** Runs a command to its end; false when it fails or is not there. */
  run(command: string, ...args: string[]): Promise<boolean>;
}

const NAMES = [
  "chromium-headless-shell",
  "chrome-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
];

const USUAL_PLACES: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

/** Packages of Debian, the lighter first; some of its kin have only the other. */
const DEBIAN_PACKAGES = ["chromium-headless-shell", "chromium"];
const INSTALL_MINUTES = 5;

/** Finds or installs a browser, once; throws an error that names the commands when there is none to be had. */
export async function findBrowser(machine: Machine = thisMachine()): Promise<string> {
  const wanted = machine.variables.BROWSER_PATH;
  if (wanted) {
    if (await machine.starts(wanted)) return wanted;
    throw new Error(`No browser starts from BROWSER_PATH="${wanted}". Correct it, or unset it.`);
  }
  for (const path of placesToLook(machine)) if (await machine.starts(path)) return path;
  return installBrowser(machine);
}

function placesToLook({ variables, platform, playwrightPath }: Machine): string[] {
  const folders = (variables.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...(USUAL_PLACES[platform] ?? []), playwrightPath];
}

async function installBrowser(machine: Machine): Promise<string> {
  const path = (await installPackage(machine)) ?? (await installPlaywrights(machine));
  if (path !== null) return path;
  throw new Error(
    "The browser tests need Chromium, and none was found or could be installed. Run one of\n" +
      "  npx playwright-core install --with-deps chromium\n" +
      "  sudo apt-get install -y --no-install-recommends chromium\n" +
      "or point BROWSER_PATH at a Chromium, Chrome or Edge that you have.",
  );
}

async function installPackage(machine: Machine): Promise<string | null> {
  if (!machine.canInstallPackages) return null;
  await machine.run("apt-get", "update");
  for (const name of DEBIAN_PACKAGES) {
    await machine.run("apt-get", "install", "-y", "--no-install-recommends", name);
    const path = join("/usr/bin", name);
    if (await machine.starts(path)) return path;
  }
  return null;
}

async function installPlaywrights(machine: Machine): Promise<string | null> {
  const path = machine.playwrightPath;
  const library = createRequire(import.meta.url).resolve("playwright-core");
  const installer = join(dirname(library), "cli.js");
  await machine.run(process.execPath, installer, "install", "--no-shell", "chromium");
  return (await machine.starts(path)) ? path : null;
}

function thisMachine(): Machine {
  return {
    variables: process.env,
    platform: process.platform,
    playwrightPath: chromium.executablePath(),
    canInstallPackages: existsSync("/etc/debian_version") && process.getuid?.() === 0,
    starts,
    run: runAloud,
  };
}

/**
 * Asks for the version, which loads the program's libraries, too. On Windows that would open a window: there it is
 * enough to exist.
 */
function starts(path: string): Promise<boolean> {
  if (!existsSync(path)) return Promise.resolve(false);
  if (process.platform === "win32") return Promise.resolve(true);
  return new Promise((resolve) => {
    execFile(path, ["--version"], { timeout: 30_000 }, (error) => resolve(error === null));
  });
}

function runAloud(command: string, ...args: string[]): Promise<boolean> {
  process.stdout.write(`No browser yet. Running: ${[command, ...args].join(" ")}\n`);
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: "inherit", timeout: INSTALL_MINUTES * 60_000 });
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
  });
}
