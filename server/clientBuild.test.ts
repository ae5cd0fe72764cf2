import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BuildError, ensureClient } from "./clientBuild.ts";

/** Stands in for Vite: copies one source, leaves the stamp, and fails on the word FAULT. */
const TOOL = `
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { hashSources } from ${JSON.stringify(new URL("./clientBuild.ts", import.meta.url).href)};
const folder = process.argv[process.argv.indexOf("--outDir") + 1];
const source = readFileSync("client/main.ts", "utf8");
mkdirSync(folder, { recursive: true });
writeFileSync(folder + "/half", "");
if (source.includes("FAULT")) process.exit(1);
writeFileSync(folder + "/index.html", source);
writeFileSync(folder + "/.stamp", hashSources("."));
`;

let root: string;
let told: string[];

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function build(): Promise<string> {
  const folder = await ensureClient(root, (line) => told.push(line));
  return readFileSync(join(folder, "index.html"), "utf8");
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "carom-build-"));
  told = [];
  write("client/main.ts", "first");
  write("shared/timing.ts", "60");
  write("vite.config.ts", "");
  write("node_modules/vite/package.json", '{ "type": "module" }');
  write("node_modules/vite/bin/vite.js", TOOL);
});
afterEach(() => rmSync(root, { recursive: true }));

describe("the page is built", () => {
  test("when there is none, and then not again", async () => {
    expect(await build()).toBe("first");
    expect(told).toHaveLength(1);
    expect(await build()).toBe("first");
    expect(told).toHaveLength(1);
  });

  test.each([
    "client/main.ts",
    "client/new.ts",
    "shared/timing.ts",
    "assets/map.tmj",
    "vite.config.ts",
    "package-lock.json",
  ])("again when %s has changed", async (path) => {
    await build();
    write(path, "second");
    await build();
    expect(told).toHaveLength(2);
  });

  test.each(["client/main.test.ts", "server/loop.ts", "README.md"])(
    "not when %s has",
    async (path) => {
      await build();
      write(path, "second");
      await build();
      expect(told).toHaveLength(1);
    },
  );

  test("by two who start at the same moment", async () => {
    expect(await Promise.all([build(), build()])).toEqual(["first", "first"]);
  });
});

describe("when it cannot be built", () => {
  test("a fault in the sources is told, and the old page stays", async () => {
    await build();
    write("client/main.ts", "FAULT");
    await expect(build()).rejects.toThrow(BuildError);
    expect(readFileSync(join(root, "dist/client/index.html"), "utf8")).toBe("first");
    expect(readdirSync(join(root, "dist"))).toEqual(["client"]);
  });

  test("without tools it says what to run", async () => {
    rmSync(join(root, "node_modules"), { recursive: true });
    await expect(build()).rejects.toThrow(
      new BuildError("The page has to be built, and its tools are missing. Run: npm ci"),
    );
  });

  test("where nothing may be written it says so", async () => {
    write("dist", "a file where the folder should be");
    await expect(build()).rejects.toThrow(
      /^The page has to be built, and .*dist cannot be written \(/,
    );
    expect(existsSync(join(root, "dist/client"))).toBe(false);
  });
});
