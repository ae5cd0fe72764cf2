/** What is built for players: nothing that is for developers alone, all that a browser needs to install and keep it. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { de } from "../client/ui/words/de.ts";
import { ensureClient } from "../server/clientBuild.ts";
import { decodePng } from "../tools/pictures/png.ts";
import { PAGE_WEIGHT_BUDGET_BYTES, weighPage } from "./harness/pageWeight.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const BUILD_TIMEOUT_MS = 120_000;

let folder: string;

beforeAll(async () => {
  folder = await ensureClient(ROOT, () => undefined);
}, BUILD_TIMEOUT_MS);

function read(path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

test("the simulated network is not in it, and the net graph is", () => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const text = files.filter((file) => /\.(js|css|html)$/.test(file)).map(read);
  const traces = ["net.latency", "net.stall", "network-panel", "Simulated network"];
  // A whole bundle is no message to read.
  expect(text.some((part) => part.includes("net-legend"))).toBe(true);
  expect(traces.filter((trace) => text.some((part) => part.includes(trace)))).toEqual([]);
});

test("languages are files of their own, which only those fetch who read them", () => {
  const speakers = readdirSync(join(folder, "assets")).filter((file) =>
    read(`assets/${file}`).includes(de.connection.reconnecting),
  );
  expect(speakers).toEqual([expect.stringMatching(/^de-.*\.js$/)]);
});

test("it is light", () => {
  expect(weighPage(folder)).toBeLessThan(PAGE_WEIGHT_BUDGET_BYTES);
});

test("the service worker keeps every file of the build, and no other", () => {
  const worker = read("service-worker.js");
  const kept = new Set(worker.match(/\/assets\/[\w.-]+\.\w+/g));
  const built = readdirSync(join(folder, "assets")).map((name) => `/assets/${name}`);
  expect([...kept].toSorted()).toEqual(built.toSorted());
  expect(worker).not.toContain("__PAGE_");
});

test("the page asks for nothing that is not there", () => {
  const paths = [...read("index.html").matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(
    ([, path]) => path!,
  );
  expect(paths.length).toBeGreaterThan(4);
  expect(paths.filter((path) => readFileSync(join(folder, path)).length === 0)).toEqual([]);
});

test("the icons of the manifest are as large as it says", () => {
  const sizeOf = (path: string): string => {
    const { width, height } = decodePng(readFileSync(join(folder, path)));
    return `${width}x${height}`;
  };
  const { icons } = JSON.parse(read("carom.webmanifest")) as {
    icons: { src: string; sizes: string; purpose?: string }[];
  };
  expect(icons.map(({ src }) => sizeOf(src))).toEqual(icons.map(({ sizes }) => sizes));
  expect(icons.map(({ sizes, purpose = "any" }) => `${sizes} ${purpose}`)).toEqual([
    "192x192 any",
    "512x512 any",
    "512x512 maskable",
  ]);
});

test("the preview of links has the size that the page says", () => {
  const header = readFileSync(join(folder, "preview.png"));
  const [width, height] = [header.readUInt32BE(16), header.readUInt32BE(20)];
  expect(read("index.html")).toContain(`og:image:width" content="${width}"`);
  expect(read("index.html")).toContain(`og:image:height" content="${height}"`);
});
