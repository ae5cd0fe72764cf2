/**
 * The page is built from its sources when there is none or it is out of date, so that `npm start` is all anybody has to
 * type. A stamp in the built folder, the hash of what went in, tells. The new page takes the old one's place in one
 * move: whoever stops half-way leaves a whole one behind.
 */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { packing } from "./build.ts";

/** File in the built folder that holds the hash of its sources; the build writes it. */
export const STAMP = ".stamp";
const SOURCES = ["client", "shared", "assets", "vite.config.ts", "package-lock.json"];
const CLIENT = join("dist", "client");
const VITE = "node_modules/vite/bin/vite.js";

/** The page cannot be built. The message is for the person at the terminal. */
export class BuildError extends Error {
  override name = "BuildError";
}

/** The folder that holds the page: it came with the program, or is built from the sources below `home`. */
export async function findClient(home: string, tell: (line: string) => void): Promise<string> {
  return packing === undefined ? ensureClient(home, tell) : join(home, CLIENT);
}

/** Sees to it that the folder it returns holds the page as its sources below `root` are now. */
export async function ensureClient(root: string, tell: (line: string) => void): Promise<string> {
  const folder = join(root, CLIENT);
  const stamp = hashSources(root);
  if (readStamp(folder) === stamp) return folder;
  if (!existsSync(join(root, VITE))) {
    throw new BuildError("The page has to be built, and its tools are missing. Run: npm ci");
  }
  tell("Building the page, this takes some seconds ...");
  const work = await openWorkFolder(join(root, "dist"));
  try {
    await build(root, work);
    await replace(folder, work, stamp);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  return folder;
}

/** One hash of everything the page is made of; tests do not count. */
export function hashSources(root: string): string {
  const hash = createHash("sha256");
  for (const path of SOURCES.flatMap((source) => listFiles(root, source))) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update("\0");
  }
  return hash.digest("hex");
}

function listFiles(root: string, source: string): string[] {
  if (!existsSync(join(root, source))) return [];
  if (source.includes(".")) return [source];
  return readdirSync(join(root, source), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .sort();
}

function readStamp(folder: string): string {
  const path = join(folder, STAMP);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

async function openWorkFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
    return await mkdtemp(join(folder, ".client-"));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new BuildError(
      `The page has to be built, and ${folder} cannot be written (${code}). Give yourself the right to write there, or copy the project to a folder of your own.`,
      { cause: error },
    );
  }
}

/** Runs Vite apart from the server, so that its memory goes when it is done. */
function build(root: string, outDir: string): Promise<void> {
  const args = [
    join(root, VITE),
    "build",
    "--logLevel",
    "warn",
    "--outDir",
    outDir,
    "--emptyOutDir",
  ];
  // Started by tests or with another NODE_ENV, Vite would build in what libraries check and say for developers.
  const env = { ...process.env, NODE_ENV: "production" };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: "inherit" });
    child.on("error", reject);
    child.on("exit", (code) => {
      if (code === 0) resolve();
      else reject(new BuildError("The page could not be built; the lines above say why."));
    });
  });
}

async function replace(folder: string, work: string, stamp: string): Promise<void> {
  // Somebody who started at the same moment was first; theirs is of the same sources, and perhaps being read.
  if (readStamp(folder) === stamp) return;
  await rm(folder, { recursive: true, force: true });
  try {
    await rename(work, folder);
  } catch (error) {
    // Somebody came in between: then theirs is there, whole, since it too came in one move.
    if (readStamp(folder) !== stamp) throw error;
  }
}
